/**
 * Words of pages on which people confirm, manage or end what they subscribed to, in the languages
 * of many of our users: beginnings of them, wherever they stand. Rather too many words: a name that
 * stays on an article costs less than one that is missing on such a page.
 */
import { onFirstUse } from '../../on-first-use.ts';

const WORDS = [
  'unsub (?<!ml_|ck_)subscri opt[-_]?(?:in|out)(?![a-z]) confirm verif validat manage settings consent',
  'cancel remove preferen profile account rsvp a[ckt]?tiv(?:a|er|ez|ier)',
  'abmeld anmeld abbestell best..?tig einstellung verwalt austrag einwillig k..?ndig',
  'sabonn (?<!d)iscri inscri pr..?f..?ren g..?rer valider r..?sili conferm impostazion gestisci disdetta',
  'suscri suscrev subscrev preferir baja(?![a-z]) gestion ajustes descadastr gerenci',
  'afmeld uitschrij aanmeld inschrij voorkeur bevestig instelling beheer opzeg',
  'prenumer avregist avslut avmeld frameld bekr..?ft inst..?lln in[dn]stilling',
  'wypis rezygn potwierd ustawie subskry abonelik \\biptal \\bonay \\btercih \\bayar',
  'отпис подпис подтвер настрой активир 退订 退訂 取消 订阅 訂閱 确认 確認 验证 驗證 激活 啟用 设置 設定 管理',
  '停止 解除 登録 購読 수신거부 구독 확인 인증 설정 해지 tuiding quxiao queren yanzheng jihuo',
];

/** Tells whether a readable address speaks of a subscription. */
export const subscription = onFirstUse(
  () => new RegExp(WORDS.join(' ').replaceAll(' ', '|'), 'iu'),
);
