/**
 * The table of wrappers: redirectors that carry their destination in their own address, and
 * addresses that are known to hide it. Data only; `unwrap.ts` reads it. To add a wrapper, add a
 * row: exact hosts, the path, the parameters that may hold the destination and how it is written.
 */
import { onFirstUse } from '../../on-first-use.ts';
import type { Wrapper } from './wrapper.ts';
import { CHAT_WRAPPERS } from './wrappers-of-chats.ts';
import { MAIL_WRAPPERS } from './wrappers-of-mail.ts';
import { SHOP_WRAPPERS } from './wrappers-of-shops.ts';
import { SITE_WRAPPERS } from './wrappers-of-sites.ts';

/** Shorteners that lead anywhere and belong to nobody in particular. */
const SHORTENERS =
  'bit.ly j.mp bitly.com tinyurl.com is.gd v.gd goo.gl ow.ly dwz.cn suo.im suo.nz url.cn ' +
  'cutt.ly rb.gy rebrand.ly t.ly shorturl.at shorturl.asia s.id tiny.cc buff.ly dlvr.it ift.tt ' +
  'trib.al soo.gd bl.ink short.io shorte.st adf.ly ouo.io bc.vc lnk.to lnk.bio clck.ru u.to ' +
  'qr.ae tr.im x.co snip.ly po.st mcaf.ee budurl.com clicky.me cli.gs su.pr twurl.nl tny.im ' +
  'ur1.ca yourls.org 0rz.tw reurl.cc ppt.cc lihi.cc lihi1.com pse.is picsee.io hyperurl.co ' +
  'me2.do han.gl vo.la buly.kr bre.is tinu.be shrtco.de kutt.it urlz.fr lc.cx 2u.pw n9.cl ' +
  'acortar.link encurtador.com.br surl.li tiny.one qrco.de a.sohu.com mrw.so sourl.cn c1n.cn ' +
  'dwz.date w.url.cn t.im 6du.in t.hk.uy s.yam.com shorturl.gg urlvanish.com 1url.com';

export const wrappers = onFirstUse((): readonly Wrapper[] =>
  [...CHAT_WRAPPERS, ...SITE_WRAPPERS, ...MAIL_WRAPPERS, ...SHOP_WRAPPERS].map(
    ([id, hosts, paths, parameters, encoding, site, scheme]) => ({
      id,
      hosts: hosts.split(' '),
      paths: paths.split(' '),
      parameters: parameters === '' ? [] : parameters.split(' '),
      encoding: encoding ?? 'parameter',
      ...(site === undefined ? {} : { site }),
      ...(scheme === undefined ? {} : { scheme }),
    }),
  ),
);

export const SHORTENER_HOSTS: ReadonlySet<string> = new Set(SHORTENERS.split(' '));
