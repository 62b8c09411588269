/** Tracking parameters of Chinese sites. */
import { trackingRule as rule, type TrackingRule } from './tracking-parameter.ts';

export const chineseTrackingRules = (): readonly TrackingRule[] => [
  rule('taobao.com tmall.com tmall.hk 1688.com goofish.com fliggy.com', {
    route:
      'spm scm pvid sourceType sp_abtk abbucket algo_sns rn acm xxc utparam bc_fl_src pisk ' +
      'track_params tracelog u_channel mm_sceneid ns visa price_tag priceTId wxsign',
    campaign: 'ali_trackid ali_refid ali_traceid',
    sharer:
      'ut_sk suid shareUniqueId un un_site share_crt_v sp_tk cpp shareurl short_name bxsign tk ' +
      'tbSocialPopKey',
  }),
  rule('taobao.com tmall.com tmall.hk', { client: 'app' }, /\/item\.htm$/),
  rule('alibaba.com alipay.com aliyun.com amap.com youku.com ele.me dingtalk.com', {
    route: 'spm scm',
  }),
  rule('jd.com jd.hk', {
    sharer: 'gx gxd shareToken sharefrom share_* ShareTm',
    route: 'cu jd_pop PTAG abt jxsid sceneval babelChannel pps',
    campaign: 'ad_od bd_*',
    visit: '_ts',
  }),
  rule('pinduoduo.com yangkeduo.com', {
    sharer: 'share_uid share_channel shareUid uin _oak_*',
    route: 'refer_* _x_* page_from thumb_url ex_lp _pdd_fs _pdd_tc _pdd_sbs _pdd_nc',
    client: '_wv _wvx _wvxp',
  }),
  rule('douyin.com iesdouyin.com ixigua.com toutiao.com toutiao.cn', {
    sharer: 'share_* u_code with_sec_did wxshare_count activity_info',
    route:
      'previous_page enter_from extra_params from_ssr from_aid tt_from titleType scheme_type ' +
      'upstream_biz',
    client: 'app',
    visit: 'timestamp log_pb req_id',
  }),
  // The time that a share was signed at goes with its signature.
  rule('iesdouyin.com', { visit: 'ts' }, /^\/share\//),
  rule('kuaishou.com gifshow.com chenzhongtech.com', {
    sharer:
      'cc followRefer shareMethod docId shareId shareToken shareResourceType shareType ' +
      'shareObjectId shareUrlOpened shareMode originShareId shareUserId shareScene fid efid et',
    client: 'kpn subBiz appType hyId ztDid',
    visit: 'timestamp',
  }),
  rule('zhihu.com', { sharer: 'share_code', route: 's_r ssr_src hybrid_search_*' }),
  rule('bilibili.com', { route: 'spm_id_from', sharer: 'vd_source' }),
  rule('www.bilibili.com m.bilibili.com live.bilibili.com t.bilibili.com b23.tv bilibili.tv', {
    sharer: 'share_* bbid unique_k buvid up_id is_story_h5 is_story_h5_share',
    route:
      'from_source from_spmid trackid live_from launch_id hotRank broadcast_type seid ' +
      'referfrom refer_from msource bsource',
    client: 'accept_quality network_status platform_network_status plat_id -Arouter',
    visit: 'timestamp ts session_id visit_id',
  }),
  rule('weibo.com weibo.cn', {
    sharer: 'weibo_id ext_share share_menu share_from wvr_share',
    route: 'refer_flag sudaref retcode launchid sourcetype sourceType lcardid luicode featurecode',
    client: 'wm _wb_client_',
  }),
  rule('m.weibo.cn www.weibo.com', { route: 'display jumpfrom' }, /^(?!\/(?:signin|login))/),
  rule('xiaohongshu.com rednote.com', {
    sharer: 'share_* shareRedId xhsshare author_share wechatWid wechatOrigin appuid',
    route: 'exSource track_id',
    client: 'app_platform app_version',
    visit: 'apptime',
  }),
  // The names of the article itself (__biz, mid, idx, sn, chksm) stay.
  rule(
    'mp.weixin.qq.com',
    {
      sharer: 'sharer_* share_* mpshare srcid isappinstalled from',
      route: 'scene subscene ascene mpsubscene exptype click_id xtrack header',
      client: 'devicetype version nettype fontScale countrycode fasttmpl_* abtest_cookie wx_header',
      visit: 'clicktime enterid sessionid exportkey pass_ticket uin key realreporttime',
    },
    /^\/s(?:\/|$)/,
  ),
  rule('y.qq.com', {
    route: 'ADTAG',
    sharer: 'hosteuin appshare appsongtype',
    client: 'appversion',
  }),
  rule('v.qq.com', { route: 'ptag', sharer: 'second_share share_from' }),
  rule('news.qq.com new.qq.com inews.qq.com', { client: 'devid', sharer: 'shareto' }),
  rule('docs.qq.com', { visit: '_t', route: '_from nlc' }),
  rule(
    'baidu.com',
    {
      route: 'rsv_* bs oq prefixsug sugsuf wfr bdpreview usm tfflag rqlang isFromBaiduBarRecent',
      sharer: 'sharefrom share_from',
      visit: 'inputT eqid',
    },
    /^\/(?:s|p\/\d+|item\/.*)?$/,
  ),
  rule(
    'tieba.baidu.com',
    { sharer: 'share sfc unique', client: 'client_type client_version', route: 'fr', visit: 'st' },
    /^\/p\/\d+$/,
  ),
  rule('meituan.com dianping.com', {
    route: 'lch g_source g_medium ct_poi ieic cevent',
    campaign: 'g_campaign',
    sharer: 'shareid share_id',
  }),
  rule('ctrip.com trip.com', {
    campaign: 'allianceid ouid AllianceID sourceid',
    client: 'openapp',
  }),
  rule('music.163.com', {
    sharer: 'uct2 dlt fx-wechatnew fx-wxqd fx-wordtest',
    route: 'sc tn',
    client: 'app_version',
  }),
  rule('163.com', { sharer: 'spss spsnuid spsdevid spsvid spsshare spsts spstoken' }),
  rule('sohu.com', { route: 'spm scm _trans_' }),
  rule('csdn.net', {
    route: 'spm ops_request_misc biz_id depth_1-*',
    sharer: 'sharetype shareId sharerefer',
    visit: 'request_id',
  }),
  rule('juejin.cn', { sharer: 'share_token', route: 'searchId' }),
  rule('douban.com', {
    route: '_i _spm_id _from_dmiao',
    client: 'dt_dapp dt_platform',
    visit: '_dtcc',
  }),
  rule('iqiyi.com', { route: 'vfm vfrm vfrmblk vfrmrst' }),
  rule('ximalaya.com', {
    sharer: 'shareUid shareLevel commandShareId shareCommandId',
    route: 'trackSource',
  }),
];
