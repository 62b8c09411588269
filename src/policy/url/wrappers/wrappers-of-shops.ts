/** Wrappers of advertising and affiliate networks. */
import type { WrapperRow } from './wrapper.ts';

/** Hosts under which one network counts the clicks of many shops. */
const IMPACT =
  '*.sjv.io *.pxf.io *.7eer.net *.evyy.net *.uikc.net *.iyhh.net *.dttq.net *.attfm2.net ' +
  '*.pfm4.net *.i254217.net *.ioym.net *.ntaf.net';

export const SHOP_WRAPPERS: readonly WrapperRow[] = [
  ['google-ads', 'www.googleadservices.com', '/pagead/aclk', 'adurl'],
  ['doubleclick', 'adclick.g.doubleclick.net googleads.g.doubleclick.net', '/*', 'adurl'],
  ['dartsearch', 'clickserve.dartsearch.net', '/link/click', 'ds_dest_url'],
  ['awin', 'www.awin1.com', '/cread.php /awclick.php', 'ued p'],
  ['zanox', 'www.zenaps.com', '/rclick.php', 'pr'],
  ['rakuten', 'click.linksynergy.com', '/deeplink /fs-bin/click', 'murl RD_PARM1'],
  ['skimlinks', 'go.skimresources.com go.redirectingat.com', '/*', 'url'],
  ['viglink', 'redirect.viglink.com', '/*', 'u'],
  [
    'cj',
    'www.anrdoezrs.net www.dpbolvw.net www.jdoqocy.com www.kqzyfj.com www.tkqlhce.com',
    '/click-*',
    'url',
  ],
  [
    'cj-links',
    'www.anrdoezrs.net www.dpbolvw.net www.jdoqocy.com www.kqzyfj.com www.tkqlhce.com',
    '/links/*',
    '',
    'embedded',
  ],
  [
    'shareasale',
    'www.shareasale.com www.shareasale-analytics.com',
    '/r.cfm',
    'urllink',
    'parameter-without-scheme',
  ],
  ['tradedoubler', 'clk.tradedoubler.com', '/click', 'url'],
  ['tradedoubler-deep', 'redir.tradedoubler.com', '/*', '_td_deeplink'],
  ['aliexpress', 's.click.aliexpress.com', '/deep_link.htm', 'dl_target_url'],
  ['admitad', 'ad.admitad.com', '/g/*', 'ulp'],
  ['digidip', '*.digidip.net', '/visit', 'url'],
  ['flexoffers', 'track.flexlinks.com track.flexlinkspro.com', '/a.ashx /g.ashx', 'url'],
  [
    'pepperjam',
    'www.pntra.com www.pntrac.com www.pntrs.com www.pjatr.com www.pjtra.com www.gopjn.com',
    '/t/*',
    'url',
  ],
  ['avantlink', 'www.avantlink.com', '/click.php', 'url'],
  ['impact', IMPACT, '/c/*', 'u'],
  ['webgains', 'track.webgains.com', '/click.html', 'wgtarget'],
  ['partner-ads', 'www.partner-ads.com', '/*', 'htmlurl'],
  ['effiliation', 'track.effiliation.com', '/servlet/effi.redir', 'url'],
  ['adform', 'track.adform.net', '/C', 'cpdir ckurl', 'tail'],
  ['valuecommerce', 'ck.jp.ap.valuecommerce.com', '/servlet/referral', 'vc_url'],
  ['geniuslink', 'target.georiot.com buy.geni.us', '/*', 'GR_URL'],
  ['adjust', 'app.adjust.com', '/*', 'redirect'],
  ['firebase', '*.page.link', '/', 'ofl link'],
  ['criteo', 'cat.criteo.com', '/*', 'dest'],
  ['narrativ', '*.narrativ.com shop-links.co', '/*', 'url'],
];
