/** Addresses as ordinary people have them, which no sign may speak against. */
import { describe, expect, test } from 'vitest';
import { isSuspicious } from '../../../../src/policy/sign.ts';
import { understand } from '../../../../src/policy/understand.ts';

const ORDINARY = {
  'numbers for names': `51job.com 58.com 4399.com 163.com 126.com 12306.cn 360.cn 2345.com 7k7k.com 17173.com
    37.com 1688.com 139.com 21cn.com 52pojie.cn 36kr.com 360doc.com 10jqka.com.cn 12345.gov.cn 91160.com
    3dmgame.com v2ex.com 591.com.tw 104.com.tw 1111.com.tw 518.com.tw 8591.com.tw 9gag.com 23andme.com
    8tracks.com 1password.com 7-zip.org 365scores.com 1001tracklists.com trading212.com 4pda.to 2gis.ru`,
  'pinyin and initials': `xueqiu.com mafengwo.cn qunar.com lianjia.com juejin.cn xiaoming1990.com woaini520.com
    wangwei88.com lihua2008.cn weixing.com xiaomian.net szzfgjj.com hzgjj.gov.cn jsjyt.edu.cn cqzk.com.cn
    zhjzyg.com gzhphb.com`,
  'pages on lent hosts': `zhangsan123.github.io awesome-telegram.github.io discord-bot-docs.vercel.app
    my-wechat-robot.vercel.app bilibili-helper.github.io tiktok-downloader.pages.dev
    netflix-clone.netlify.app spotify-clone-demo.netlify.app react-shopping-cart-67954.firebaseapp.com
    my-app-7f3a.vercel.app wallet-tracker.vercel.app login-form-demo.netlify.app weddinggifts.blogspot.com
    instagram-ui.herokuapp.com marys-kitchen.blogspot.com claim-your-life.wordpress.com`,
  'small shops and clubs': `bobs-bike-shop.com the-coffee-house.online kaffee-und-kuchen.shop studio54.space
    yoga-studio-berlin.online best-pizza.site green-market.shop petes-garage.club my-gift-shop.com
    tax-service.online event-center.info party-supplies.world digital-services.agency paris-marathon.live
    secure-parking.com wealth-trade.com join-events.com global-trade.com oldcoins.store abc123.xyz`,
  'at work and at school': `intranet.mueller-gmbh.de jira.company.com gitlab.example.org sso.university.edu
    correo.universidad.es webmail.school.org.uk www-nature-com.ezproxy.lib.example.edu sharepoint.acme.com
    www.nature.com.ezproxy.lib.example.edu login.proxy.library.example.edu auth.app.example.com
    customer-portal.stadtwerke-musterstadt.de`,
  'near a protected name': `patron.com swissport.com citybank.com barclay.com bankofafrica.net telegraf.by
    revolt.tv metabank.com stemcommunity.org correios.com.br credit-agricole.fr tmobile.com carousel.com
    seegras.discordia.ch telegraph.co.uk stripes.com outlooks.com`,
  'in other letters': `магазин-обуви.рф müller-söhne.de köln-bonner-café.de 北京-美食.cn işbank.com.tr
    ラーメン-東京.jp 서울-맛집.kr`,
  'about somebody’s product': `telegram-bots.com discord-bots.com shopify-experts.com wordpress-themes.net
    minecraft-mods.com paypal-engineering.com netflixtechblog.com sparkasse-bremen.de meine.sparkasse-koblenz.de office365-training.nl
    xiaomi-store.cz`,
};

const ADDRESSES = Object.entries(ORDINARY).flatMap(([what, hosts]) =>
  hosts.split(/\s+/).map((host) => [what, host] as const),
);

describe('signs', () => {
  test.each(ADDRESSES)('say nothing against %s: %s', (_, host) => {
    for (const path of ['', 'login', 'news/2024/05/12345.html']) {
      expect(understand(`https://${host}/${path}`).signs.filter(isSuspicious)).toEqual([]);
    }
  });
});
