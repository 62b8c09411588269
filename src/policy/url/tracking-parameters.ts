/**
 * The table of tracking parameters: names that tell who sent or shared a link and change nothing
 * of what it opens. Data only; `clean.ts` reads it. A name belongs here only when the address
 * opens the same without it; a `*` at the end stands for any rest.
 */

export interface TrackingRule {
  /** Each with its subdomains; none for every host. */
  readonly hosts: readonly string[];
  /** Where the rule holds; everywhere when absent. */
  readonly path?: RegExp;
  readonly names: readonly string[];
}

const rule = (hosts: string, names: string, path?: RegExp): TrackingRule => ({
  hosts: hosts === '' ? [] : hosts.split(' '),
  names: names.split(' '),
  ...(path === undefined ? {} : { path }),
});

/** Of advertising networks, mailing tools and measuring tools that work on any site. */
const EVERYWHERE =
  'utm_* fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid yclid ysclid ' +
  'twclid ttclid li_fat_id igshid mc_cid _hsenc _hsmi __hssc __hstc __hsfp ' +
  'hsCtaTracking vero_conv rb_clickid s_cid wickedid _openstat srsltid epik irclickid mtm_* hmsr hmpl hmcu hmkw hmci';

/** Of mailing tools: who the mail went to. A page where that person unsubscribes needs them. */
const RECIPIENT = 'mc_eid mkt_tok vero_id oly_anon_id oly_enc_id ml_subscriber ml_subscriber_hash';
const UNLESS_UNSUBSCRIBING = /^(?!.*(?:unsub|preference))/i;

/** Alibaba's own names for the page, the share and the person that a link came from. */
const ALIBABA =
  'spm scm pvid ali_trackid ali_refid ali_traceid ut_sk sourceType suid shareUniqueId un ' +
  'share_crt_v sp_tk cpp shareurl short_name bxsign tk price_tag sp_abtk tbSocialPopKey ' +
  'un_site wxsign visa ns abbucket algo_sns rn acm xxc utparam bc_fl_src ' +
  'pisk priceTId track_params tracelog u_channel ' +
  'mm_sceneid';

export const TRACKING_RULES: readonly TrackingRule[] = [
  rule('', EVERYWHERE),
  rule('', RECIPIENT, UNLESS_UNSUBSCRIBING),
  rule('taobao.com tmall.com tmall.hk 1688.com goofish.com fliggy.com', ALIBABA),
  rule('taobao.com tmall.com tmall.hk', 'app', /\/item\.htm$/),
  rule('alibaba.com alipay.com aliyun.com amap.com youku.com ele.me dingtalk.com', 'spm scm'),
  rule(
    'aliexpress.com aliexpress.ru aliexpress.us',
    'spm scm scm_id scm-url pvid algo_pvid algo_expid algo_exp_id aff_* afSmartRedirect ' +
      'curPageLogUid terminal_id pdp_npi pdp_ext_f gatewayAdapt btsid ws_ab_test ' +
      'tt sk gps-id _t _ga',
  ),
  rule(
    'jd.com jd.hk',
    'cu jd_pop ad_od gx gxd PTAG abt jxsid shareToken sharefrom share_* sceneval ' +
      'ShareTm pps bd_* babelChannel _ts',
  ),
  rule(
    'pinduoduo.com yangkeduo.com',
    'refer_* _oak_* _x_* _wv _wvx _wvxp _pdd_fs _pdd_tc _pdd_sbs _pdd_nc page_from ' +
      'share_uid share_channel shareUid thumb_url ex_lp uin',
  ),
  rule('temu.com', 'refer_* _oak_* _x_* sessn_id _bg_fs _p_* share_token'),
  rule(
    'douyin.com iesdouyin.com ixigua.com toutiao.com toutiao.cn',
    'previous_page enter_from extra_params share_* u_code ' +
      'with_sec_did timestamp utm_* from_ssr from_aid tt_from app ' +
      'titleType scheme_type activity_info wxshare_count log_pb req_id upstream_biz',
  ),
  // The time that a share was signed at goes with its signature.
  rule('iesdouyin.com', 'ts', /^\/share\//),
  rule(
    'tiktok.com',
    '_r _t _d sender_device sender_web_id share_* is_from_webapp is_copy_url u_code ' +
      'tt_from preview_pb ugbiz_name social_share_type ' +
      'refer referer_url referer_video_id embed_source timestamp',
  ),
  rule(
    'kuaishou.com gifshow.com chenzhongtech.com',
    'cc followRefer shareMethod docId kpn subBiz shareId shareToken shareResourceType shareType ' +
      'shareObjectId shareUrlOpened hyId et timestamp fid efid ztDid appType ' +
      'shareMode originShareId shareUserId shareScene',
  ),
  rule('zhihu.com', 'utm_* s_r ssr_src hybrid_search_*'),
  rule('bilibili.com', 'spm_id_from vd_source'),
  rule(
    'www.bilibili.com m.bilibili.com live.bilibili.com t.bilibili.com b23.tv bilibili.tv',
    'spm_id_from vd_source share_* timestamp bbid ts from_source from_spmid unique_k buvid ' +
      'is_story_h5 is_story_h5_share up_id session_id trackid ' +
      'live_from launch_id hotRank broadcast_type visit_id seid referfrom msource bsource ' +
      'accept_quality network_status platform_network_status refer_from',
  ),
  rule(
    'weibo.com weibo.cn',
    'refer_flag weibo_id sudaref retcode launchid wm sourcetype sourceType lcardid ' +
      'featurecode luicode ext_share share_menu share_from wvr_share _wb_client_',
  ),
  rule('m.weibo.cn www.weibo.com', 'display'),
  rule(
    'xiaohongshu.com rednote.com',
    'app_platform app_version share_* shareRedId apptime ' +
      'wechatWid wechatOrigin appuid exSource track_id',
  ),
  rule(
    'mp.weixin.qq.com',
    'scene subscene clicktime enterid sessionid ascene devicetype version nettype abtest_cookie ' +
      'exportkey pass_ticket wx_header from isappinstalled srcid sharer_* share_* mpshare ' +
      'exptype uin key fontScale countrycode fasttmpl_* realreporttime ' +
      'click_id xtrack mpsubscene',
    /^\/s(?:\/|$)/,
  ),
  rule('y.qq.com', 'ADTAG hosteuin appshare appsongtype appversion'),
  rule('v.qq.com', 'ptag second_share share_from'),
  rule('news.qq.com new.qq.com inews.qq.com', 'devid shareto'),
  rule('docs.qq.com', '_t _from nlc'),
  rule(
    'baidu.com',
    'rsv_* bs oq inputT sugsuf wfr bdpreview prefixsug rqlang usm tfflag eqid ' +
      'sharefrom share_from isFromBaiduBarRecent',
    /^\/(?:s|p\/\d+|item\/.*)?$/,
  ),
  rule(
    'meituan.com dianping.com',
    'lch g_source g_campaign g_medium ct_poi ieic utm_* shareid share_id cevent',
  ),
  rule('ctrip.com trip.com', 'allianceid ouid AllianceID sourceid openapp'),
  rule('music.163.com', 'uct2 dlt app_version sc tn fx-wechatnew fx-wxqd fx-wordtest'),
  rule('csdn.net', 'spm ops_request_misc request_id biz_id depth_1-* sharetype shareId sharerefer'),
  rule('juejin.cn', 'share_token searchId'),
  rule('douban.com', '_i _dtcc _spm_id dt_dapp dt_platform _from_dmiao'),
  rule('iqiyi.com', 'vfm vfrm vfrmblk vfrmrst'),
  rule('ximalaya.com', 'shareUid trackSource shareLevel commandShareId shareCommandId'),
  rule(
    'amazon.com amazon.cn amazon.co.jp amazon.co.uk amazon.de amazon.fr amazon.it amazon.es ' +
      'amazon.ca amazon.in amazon.com.au amazon.com.br amazon.com.mx amazon.sg amazon.nl',
    'ref ref_ pf_rd_* pd_rd_* qid sr crid sprefix dib dib_tag content-id _encoding ' +
      'linkCode linkId creative creativeASIN camp ascsubtag social_share cm_sw_r_* cm_cr_* ' +
      'starsLeft skipTwisterOG ingress visitId',
  ),
  rule('ebay.com ebay.co.uk ebay.de', '_trkparms _trksid mkcid mkevt mkrid campid toolid amdata'),
  rule('youtube.com youtu.be', 'si feature pp embeds_referring_euri source_ve_path ab_channel'),
  rule('x.com twitter.com', 's t ref_src ref_url cxt', /^\/[^/]+\/status\//),
  rule('x.com twitter.com', 'ref_src ref_url'),
  rule('instagram.com', 'igsh ig_rid ig_mid'),
  rule('threads.net threads.com', 'xmt slof igsh'),
  rule(
    'facebook.com',
    'mibextid __tn__ __cft__* __xts__* rdid share_url eid refid _rdr hc_ref hc_location fref ' +
      'acontext sfnsn notif_id paipv eav',
  ),
  rule('spotify.com', 'si sp_cid _branch_match_id _branch_referrer'),
  rule('linkedin.com', 'trackingId refId lipi trk trkEmail lgCta lgTemp rcm licu'),
  rule('reddit.com', 'share_id ref ref_source rdt correlation_id post_fullname'),
  rule(
    'google.com google.com.hk google.co.jp google.co.uk google.de google.fr google.com.tw ' +
      'google.com.sg google.ca google.com.au',
    'ved ei sa sca_esv sca_upv sxsrf gs_lcp gs_lcrp gs_lp gs_ssp sclient source sourceid uact ' +
      'aqs oq iflsig rlz biw bih dpr cad cd esrc fbs client',
    /^\/search$/,
  ),
  rule('bing.com', 'form cvid sk sp ghc pq sc qs', /^\/search$/),
  rule('netflix.com', 'trackId tctx jb jbp jbr trkid'),
  rule('nytimes.com', 'smid smtyp nl_share instance_id segment_id'),
  rule('nytimes.com', 'emc te user_id regi_id', UNLESS_UNSUBSCRIBING),
  rule('bbc.com bbc.co.uk', 'at_* ns_* xtor ocid'),
  rule('medium.com', 'source _branch_match_id'),
  rule('booking.com', 'aid label sid srpvid srepoch hpos hapos ucfs sb_price_type'),
  rule('airbnb.com', 'federated_search_id source_impression_id previous_page_section_name'),
];
