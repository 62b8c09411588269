/** Tracking parameters of sites outside China. */
import { trackingRule as rule, type TrackingRule } from './tracking-parameter.ts';

export const worldTrackingRules = (): readonly TrackingRule[] => [
  rule(
    'aliexpress.com aliexpress.ru aliexpress.us',
    {
      route:
        'spm scm scm_id scm-url pvid algo_pvid algo_expid algo_exp_id curPageLogUid pdp_npi ' +
        'pdp_ext_f gatewayAdapt gps-id btsid ws_ab_test',
      campaign: 'aff_* afSmartRedirect tt sk',
      client: 'terminal_id',
      visit: '_t _ga',
    },
    // The redirector asks who leads there.
    /^(?!\/deep_link\.htm)/,
  ),
  rule('lazada.com lazada.sg lazada.vn lazada.co.id lazada.co.th lazada.com.my lazada.com.ph', {
    route: 'spm scm pvid clickTrackInfo',
  }),
  rule('shopee.com shopee.tw shopee.sg shopee.co.id shopee.co.th shopee.vn shopee.com.my', {
    route: 'sp_atk xptdk smtt',
  }),
  rule('temu.com', {
    route: 'refer_* _x_* _p_* _bg_fs',
    sharer: '_oak_* share_token',
    visit: 'sessn_id',
  }),
  rule('tiktok.com', {
    sharer: '_r _t _d share_* is_copy_url u_code sender_device sender_web_id social_share_type',
    route: 'is_from_webapp tt_from preview_pb ugbiz_name embed_source refer referer_*',
    visit: 'timestamp',
  }),
  rule(
    'amazon.com amazon.cn amazon.co.jp amazon.co.uk amazon.de amazon.fr amazon.it amazon.es ' +
      'amazon.ca amazon.in amazon.com.au amazon.com.br amazon.com.mx amazon.sg amazon.nl ' +
      'amazon.ae amazon.pl amazon.se amazon.com.tr amazon.com.be',
    {
      route: 'ref ref_ pf_rd_* pd_rd_* sr content-id starsLeft skipTwisterOG ingress _encoding',
      campaign: 'linkCode linkId creative creativeASIN camp ascsubtag',
      sharer: 'social_share cm_sw_r_* cm_cr_*',
      visit: 'qid crid sprefix dib dib_tag visitId',
    },
  ),
  rule('ebay.com ebay.co.uk ebay.de', {
    route: '_trkparms _trksid amdata',
    campaign: 'mkcid mkevt mkrid campid toolid',
  }),
  rule('etsy.com', {
    route: 'click_key click_sum organic_search_click ga_* frs sr_prefetch pf_from',
  }),
  rule('walmart.com', { route: 'athbdg athcpid athpgid athznid athieid athstid athguid' }),
  rule('youtube.com youtu.be', {
    sharer: 'si feature',
    route: 'pp embeds_referring_euri source_ve_path ab_channel',
  }),
  rule('x.com twitter.com', { sharer: 's t', route: 'cxt' }, /^\/[^/]+\/status\//),
  rule('x.com twitter.com', { route: 'ref_src ref_url' }),
  rule('instagram.com', { sharer: 'igsh', visit: 'ig_rid ig_mid' }),
  rule('threads.net threads.com', { sharer: 'xmt slof igsh' }),
  rule('facebook.com', {
    sharer: 'mibextid rdid share_url sfnsn',
    route: '__tn__ __cft__* __xts__* eid refid _rdr hc_ref hc_location fref acontext',
    visit: 'notif_id paipv eav',
  }),
  rule('spotify.com', { sharer: 'si', campaign: 'sp_cid' }),
  rule('soundcloud.com', { sharer: 'si' }),
  rule('linkedin.com', {
    route: 'trackingId refId lipi trk lgCta lgTemp rcm licu',
    campaign: 'trkEmail',
  }),
  rule('reddit.com', {
    sharer: 'share_id',
    route: 'ref ref_source rdt post_fullname',
    visit: 'correlation_id',
  }),
  rule('quora.com', { sharer: 'ch oid srid' }),
  rule('twitch.tv', { route: 'tt_content tt_medium' }),
  rule(
    'google.com google.com.hk google.co.jp google.co.uk google.de google.fr google.com.tw ' +
      'google.com.sg google.ca google.com.au',
    {
      route: 'ved sa sclient source sourceid aqs oq cd gs_ssp client fbs iflsig',
      client: 'rlz biw bih dpr',
      visit: 'ei sca_esv sca_upv sxsrf gs_lcp gs_lcrp gs_lp uact cad esrc',
    },
    /^\/search$/,
  ),
  rule('bing.com', { route: 'form sk sp ghc pq sc qs', visit: 'cvid' }, /^\/search$/),
  rule('yahoo.com', { route: 'guccounter .tsrc' }),
  rule('imdb.com', { route: 'ref_' }),
  rule('apps.apple.com music.apple.com podcasts.apple.com', { campaign: 'itscg itsct' }),
  rule('store.steampowered.com', { route: 'snr' }),
  rule('microsoft.com', { campaign: 'ocid WT.mc_id' }),
  rule('netflix.com', { route: 'trackId tctx jb jbp jbr trkid' }),
  rule('nytimes.com', { sharer: 'smid smtyp nl_share', campaign: 'instance_id segment_id' }),
  rule('washingtonpost.com', { route: 'itid' }),
  rule('theguardian.com', { campaign: 'CMP INTCMP' }),
  rule('bbc.com bbc.co.uk', { campaign: 'at_* ns_* xtor ocid' }),
  rule('medium.com', { route: 'source' }),
  rule('booking.com', {
    campaign: 'aid label',
    route: 'srpvid hpos hapos ucfs sb_price_type',
    visit: 'sid srepoch',
  }),
  rule('airbnb.com', {
    route: 'source_impression_id previous_page_section_name',
    visit: 'federated_search_id',
  }),
];
