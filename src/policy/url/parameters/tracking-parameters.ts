/**
 * The table of tracking parameters: names that tell how a link came to somebody and change nothing
 * of what it opens. Data only; `clean.ts` reads it. A name belongs here only when the address
 * opens the same without it, and then under the reason why it only tracks.
 */
import { onFirstUse } from '../../on-first-use.ts';
import { subscription } from './subscription-words.ts';
import { trackingRule as rule, type TrackingRule } from './tracking-parameter.ts';
import { chineseTrackingRules } from './tracking-parameters-of-china.ts';
import { worldTrackingRules } from './tracking-parameters-of-the-world.ts';

export const trackingRules = onFirstUse((): readonly TrackingRule[] => [
  rule('', {
    campaign:
      'utm_* fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid yclid ' +
      'ymclid syclid ysclid twclid ttclid li_fat_id mc_cid vero_conv rb_clickid s_cid s_kwcid ' +
      'ef_id wickedid _openstat srsltid epik irclickid mtm_* pk_campaign pk_kwd pk_cpn ' +
      'hmsr hmpl hmcu hmkw hmci hmb_campaign hmb_medium hmb_source wt_mc wt_zmc __s _bhlid ' +
      'bsft_clkid sfmc_id sfmc_activityid unicorn_click_id _branch_match_id',
    visit: '_hsenc _hsmi __hssc __hstc __hsfp hsCtaTracking _gl usqp amp_js_v amp_gsa',
    sharer: 'igshid fb_action_ids fb_action_types fb_ref fb_source action_object_map',
    route: 'action_type_map action_ref_map gs_l guce_referrer guce_referrer_sig _branch_referrer',
  }),
  rule(
    '',
    {
      campaign:
        'mc_eid mkt_tok vero_id oly_anon_id oly_enc_id ml_subscriber ml_subscriber_hash ' +
        'ck_subscriber_id bsft_uid _kx',
    },
    { unless: subscription() },
  ),
  rule('nytimes.com', { campaign: 'emc te user_id regi_id' }, { unless: subscription() }),
  ...chineseTrackingRules(),
  ...worldTrackingRules(),
]);

/**
 * A parameter of one of these names, in lower case, signs the others or the address is given out
 * with a key for one use: who takes something off such an address breaks it.
 */
export const SIGNATURE_NAMES: ReadonlySet<string> = new Set(
  (
    'x-amz-signature x-goog-signature x-oss-signature x-tos-signature x-cos-security-token ' +
    'x-bce-signature signature q-signature _signature oauth_signature sig sign hmac auth_key ' +
    'ossaccesskeyid awsaccesskeyid googleaccessid key-pair-id hdnea hdnts hdntl ' +
    'wssecret txsecret'
  ).split(' '),
);
