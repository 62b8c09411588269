/** Words that may tell a bait, beside those that the engine knows as lures: which do is fitted. */
import { LURES } from '../src/policy/url/signs/lures.ts';

const OTHERS =
  'free promo promotion promotions prize prizes winner win lucky lottery casino bet betting poker slot ' +
  'slots jackpot loan loans credit cash money profit profits invest investment investor trade trader ' +
  'trading trades forex fx option options coin coins token tokens crypto bitcoin btc eth ethereum usdt ' +
  'defi nft nfts mint presale exchange exchanges market markets mall vip pro plus premium official ' +
  'support help helpdesk service services servicing customer client clients online web mobile app apps ' +
  'download apk install case cases skin skins csgo knife drop drops team teams tournament vote ' +
  'moderator moderators hypesquad academy tester testers form forms invite event events offer offers ' +
  'discount sale sales deal deals shop store outlet mail email webmail mailbox portal id identity user ' +
  'users member members access session document documents share file files delivery parcel package ' +
  'track tracking post express customs tax gov bank banking bankonline card cards center centre desk ' +
  'alert alerts notice notification info global group capital fund funds asset assets wealth finance ' +
  'financial bit chain block connect bridge node network protocol labs dao pool farm mining miner ' +
  'job jobs work dating date girl girls sex live chat meet love game games play player gaming today now ' +
  'new my get go top best fast easy com https appleid icloudid signup register apply formulary refunds ' +
  'locked unusual verifica verificacion seguro sicherheit suporte soporte acesso bloqueo ' +
  'captcha grand squad apes ape elon musk tesla ethpromo income earning quantum aviator otc';

export const CANDIDATE_WORDS: ReadonlySet<string> = new Set([...LURES, ...OTHERS.split(' ')]);
