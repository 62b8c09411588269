/** Wrappers of mail gateways that check links, and of services that send mail and count its clicks. */
import type { WrapperRow } from './wrapper.ts';

export const MAIL_WRAPPERS: readonly WrapperRow[] = [
  [
    'safelinks',
    // The office programs write a path of their own between host and query.
    'safelinks.protection.outlook.com *.safelinks.protection.outlook.com ' +
      '*.safelinks.protection.office365.us *.safelinks.protection.partner.outlook.cn',
    '/*',
    'url',
  ],
  ['microsoft-mail', '*.safelink.emails.azure.net', '/redirect', 'destination'],
  ['urldefense-v1', 'urldefense.proofpoint.com', '/v1/url', 'u'],
  ['urldefense-v2', 'urldefense.proofpoint.com', '/v2/url', 'u', 'parameter-dashed'],
  [
    'urldefense-v3',
    'urldefense.com urldefense.us urldefense.proofpoint.com',
    '/v3/*',
    '',
    'underscored',
  ],
  ['trendmicro', '*.trendmicro.com *.trendmicro.eu', '/wis/clicktime/*', 'url'],
  ['barracuda', 'linkprotect.cudasvc.com', '/url', 'a'],
  ['cisco', 'secure-web.cisco.com', '/*', '', 'embedded'],
  ['sophos', '*.protection.sophos.com', '/', 'u', 'parameter-base64'],
  ['fireeye', 'protect.fireeye.com protect2.fireeye.com', '/url /v1/url', 'u'],
  ['symantec', 'clicktime.symantec.com', '/*', 'u'],
  ['avanan', 'url.avanan.click protect.checkpoint.com', '/v2/*', '', 'underscored'],
  ['edgepilot', 'link.edgepilot.com', '/s/*', 'u'],
  ['zix', 'link.zixcentral.com', '/u/*', 'u'],
  ['esva', 'urlsand.esvalabs.com', '/', 'u'],
  [
    'gmx',
    'deref-gmx.net deref-gmx.com deref-web.de deref-mail.com',
    '/mail/client/*',
    'redirectUrl',
  ],
  ['mimecast', '*.mimecast.com *.mimecastprotect.com', '/s/*', '', 'none'],
  ['aws-mail', '*.awstrack.me', '/L0/*', '', 'segment'],
  ['reddit-mail', 'click.redditmail.com', '/CL0/*', '', 'segment'],
  ['postmark', 'click.pstmrk.it', '/3s/* /3ts/* /2s/* /2ts/* /2sm/*', '', 'segment'],
  ['mailchimp', '*.list-manage.com', '/track/click', '', 'none'],
  ['mailtrack', 'mailtrack.io', '/trace/link/*', 'url'],
];
