/**
 * The table of wrappers: redirectors that carry their destination in their own address, and
 * addresses that are known to hide it. Data only; `unwrap.ts` reads it. To add a wrapper, add a
 * row: exact hosts, the path, the parameters that may hold the destination and how it is written.
 */

/** How a wrapper writes its destination. */
export type WrapperEncoding =
  /** A query parameter, percent-encoded once. */
  | 'parameter'
  /** The same; the scheme may be missing. */
  | 'parameter-without-scheme'
  /** A query parameter, percent-encoded twice. */
  | 'parameter-twice'
  /** A query parameter in base64. */
  | 'parameter-base64'
  /** A query parameter of two letters of kind and base64url. */
  | 'parameter-bing'
  /** A query parameter, followed by a colon and a hash. */
  | 'parameter-hashed'
  /** Everything after the parameter's equals sign, encoded or not. */
  | 'tail'
  /** The whole query, encoded or not. */
  | 'query'
  /** The rest of the path and the query. */
  | 'path'
  /** The rest of the path in base64. */
  | 'path-base64'
  /** Not in the address at all. */
  | 'none';

export interface Wrapper {
  readonly id: string;
  /** Hosts, each with and without `www.`; `*.` in front stands for any subdomain, `google` for Google's hosts by country. */
  readonly hosts: readonly string[];
  /** Paths, compared without a slash at the end; a `*` at the end stands for any rest. */
  readonly paths: readonly string[];
  readonly parameters: readonly string[];
  readonly encoding: WrapperEncoding;
  /** Id of the chat site that wraps its own links so. */
  readonly site?: string;
}

type Row = readonly [
  id: string,
  hosts: string,
  paths: string,
  parameters: string,
  encoding?: WrapperEncoding,
  site?: string,
];

const CHAT_CLIENTS: readonly Row[] = [
  [
    'wechat-check',
    'wx.qq.com wx2.qq.com wx8.qq.com web.wechat.com web2.wechat.com',
    '/cgi-bin/mmwebwx-bin/webwxcheckurl',
    'requrl',
  ],
  ['weixin110', 'weixin110.qq.com', '/cgi-bin/mmspamsupport-bin/*', '', 'none', 'wechat'],
  ['weixin-community', 'developers.weixin.qq.com', '/community/middlepage/href', 'href'],
  ['wecom', 'open.work.weixin.qq.com', '/wwopen/uriconfirm', 'uri'],
  ['qq-middle', 'c.pc.qq.com', '/middlem.html /middleb.html /middlect.html /index.html', 'pfurl'],
  ['qq', 'c.pc.qq.com', '/pc.html /ios.html /android.html', 'url', 'parameter-without-scheme'],
  ['qq-mail', 'mail.qq.com', '/cgi-bin/readtemplate', 'gourl'],
  ['qq-mail-check', 'wx.mail.qq.com', '/xmspamcheck/xmsafejump', 'url'],
  ['tencent-docs', 'docs.qq.com', '/scenario/link.html', 'url u'],
  ['tencent-support', 'txc.qq.com support.qq.com', '/product/* /products/*', 'jump'],
  [
    'facebook',
    'l.facebook.com lm.facebook.com www.facebook.com m.facebook.com web.facebook.com',
    '/l.php',
    'u',
  ],
  ['facebook-warning', 'www.facebook.com m.facebook.com web.facebook.com', '/flx/warn', 'u'],
  ['messenger', 'l.messenger.com', '/l.php', 'u'],
  ['instagram', 'l.instagram.com', '/', 'u'],
  ['instagram-shim', 'www.instagram.com', '/linkshim', 'u'],
  ['whatsapp', 'l.wl.co', '/l', 'u'],
  ['slack', 'slack-redir.net', '/link', 'url'],
  ['safelinks', '*.safelinks.protection.outlook.com safelinks.protection.outlook.com', '/', 'url'],
  ['teams', 'statics.teams.cdn.office.net', '/evergreen-assets/safelinks/*', 'url'],
  ['linkedin', 'www.linkedin.com', '/safety/go /redir/redirect', 'url'],
  ['lnkd', 'lnkd.in', '*', '', 'none', 'linkedin'],
  ['t.co', 't.co', '*', '', 'none', 'x'],
  ['google', 'google', '/url', 'url q'],
  ['google-meet', 'meet.google.com', '/linkredirect', 'dest'],
  ['feishu', 'security.feishu.cn security.larksuite.com', '/link/safety', 'target'],
  ['douyin', 'link.wtturl.cn', '/', 'target'],
  ['dingtalk', 'applink.dingtalk.com', '/page/link', 'url'],
  ['telegram', 't.me', '/iv', 'url'],
  ['vk', 'vk.com m.vk.com away.vk.com vk.ru', '/away.php', 'to'],
  ['steam', 'steamcommunity.com', '/linkfilter', 'url u'],
  ['kook', 'www.kookapp.cn', '/go-wild.html', 'url'],
];

const PASTED: readonly Row[] = [
  ['zhihu', 'link.zhihu.com', '/', 'target'],
  ['juejin', 'link.juejin.cn', '/', 'target'],
  ['csdn', 'link.csdn.net', '/', 'target'],
  ['douban', 'www.douban.com', '/link2', 'url'],
  ['weibo', 'weibo.cn', '/sinaurl', 'u toasturl'],
  ['t.cn', 't.cn', '*', '', 'none', 'weibo'],
  ['baidu', 'www.baidu.com', '/link', '', 'none'],
  ['tieba', 'tieba.baidu.com', '/mo/q/checkurl', 'url'],
  ['tieba-check', 'jump.bdimg.com jump2.bdimg.com', '/safecheck/index', '', 'none'],
  ['aiqicha', 'aiqicha.baidu.com www.aiqicha.com', '/safetip', 'target'],
  ['jianshu', 'www.jianshu.com', '/go-wild', 'url'],
  ['jianshu-links', 'links.jianshu.com', '/go', 'to'],
  ['gitee', 'gitee.com', '/link', 'target'],
  ['gitcode', 'link.gitcode.com', '/', 'target'],
  ['sspai', 'sspai.com', '/link', 'target'],
  ['oschina', 'www.oschina.net', '/action/GoToLink', 'url'],
  ['infoq', 'www.infoq.cn xie.infoq.cn', '/link', 'target'],
  ['tencent-cloud', 'cloud.tencent.com', '/developer/tools/blog-entry', 'target'],
  ['aliyun', 'developer.aliyun.com', '/redirect', 'target'],
  ['yuque', 'www.yuque.com', '/r/goto', 'url'],
  ['shimo', 'shimo.im', '/outlink/gray /outlink/black', 'url'],
  ['kdocs', 'www.kdocs.cn', '/office/link /etapps/query/link', 'target'],
  ['leetcode', 'leetcode.cn', '/link', 'target', 'tail'],
  ['nowcoder', 'hd.nowcoder.com', '/link.html', 'target'],
  ['afdian', 'afdian.com afdian.net', '/link', 'target'],
  ['coolapk', 'www.coolapk.com', '/link', 'url'],
  ['51cto', 'blog.51cto.com', '/transfer', '', 'query'],
  ['bilibili-game', 'game.bilibili.com', '/linkfilter', 'url'],
  ['bilibili', 'www.bilibili.com', '/york/link-middle-page', 'redirect_url'],
  ['gcores', 'www.gcores.com', '/link', 'target'],
  ['nodeseek', 'www.nodeseek.com', '/jump', 'to'],
  ['ld246', 'link.ld246.com ld246.com', '/forward', 'goto'],
  ['qcc', 'www.qcc.com', '/web/transfer-link', 'link'],
  ['tianyancha', 'www.tianyancha.com', '/security', 'target'],
  ['chinaz', 'www.chinaz.com', '/go.shtml', 'url'],
  ['baike', 'www.baike.com', '/redirect_link', 'url'],
  ['cnb', 'cnb.cool', '/goto /110', 'url'],
  ['360doc', 'www.360doc.cn', '/outlink.html', 'url'],
  ['skland', 'www.skland.com', '/third-link', 'target'],
  ['atcoder', 'atcoder.jp', '/jump', 'url'],
  ['gamebanana', 'gamebanana.com', '/linkfilter', 'url'],
  ['curseforge', 'www.curseforge.com', '/linkout', 'remoteUrl', 'parameter-twice'],
  ['uisdc', 'link.uisdc.com', '/', 'redirect'],
  ['pixiv', 'www.pixiv.net', '/jump.php', 'url', 'query'],
  ['mcmod', 'link.mcmod.cn', '/target/*', '', 'path-base64'],
  ['xgw4', 'www.xgw4.com', '/qqdl.html', 'url', 'parameter-base64'],
  ['myzaker', 'iphone.myzaker.com', '/zaker/link.php', 'url', 'parameter-base64'],
  ['unsafelink', 'unsafelink.com', '/*', '', 'path'],
  ['href.li', 'href.li', '/', '', 'query'],
  ['anonym.to', 'anonym.to', '/', '', 'query'],
  ['bing', 'www.bing.com', '/ck/a', 'u', 'parameter-bing'],
  ['so', 'www.so.com', '/link', '', 'none'],
  ['sogou', 'www.sogou.com', '/link', '', 'none'],
  ['duckduckgo', 'duckduckgo.com', '/l', 'uddg'],
  ['youtube', 'www.youtube.com m.youtube.com music.youtube.com', '/redirect', 'q'],
  ['google-ads', 'www.googleadservices.com', '/pagead/aclk', 'adurl'],
  ['medium', 'medium.com', '/r', 'url'],
  ['reddit', 'out.reddit.com', '*', 'url'],
  ['tumblr', 't.umblr.com', '/redirect', 'z'],
  ['disqus', 'disq.us', '*', 'url', 'parameter-hashed'],
  ['bookmarkearth', 'www.bookmarkearth.com www.bookmarkearth.cn', '/view/*', '', 'none'],
];

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

export const WRAPPERS: readonly Wrapper[] = [...CHAT_CLIENTS, ...PASTED].map(
  ([id, hosts, paths, parameters, encoding, site]) => ({
    id,
    hosts: hosts.split(' '),
    paths: paths.split(' '),
    parameters: parameters === '' ? [] : parameters.split(' '),
    encoding: encoding ?? 'parameter',
    ...(site === undefined ? {} : { site }),
  }),
);

export const SHORTENER_HOSTS: ReadonlySet<string> = new Set(SHORTENERS.split(' '));
