/** Words that bait: beside a protected name, one of them passes the name off. */

const OF_ACCOUNTS =
  'login logon signin verify verification verified verifying validate validation authenticate ' +
  'authentication authorize auth secure security securite seguridad account accounts konto compte cuenta ' +
  'unlock unlocked unblock suspended restricted limited confirm confirmation update updates recover ' +
  'recovery restore reactivate billing invoice payment payments refund wallet wallets airdrop airdrops ' +
  'claim claims bonus reward rewards giveaway giveaways gift gifts nitro kyc migrate migration swap staking ' +
  'stake sync synchronize rectify dapp web3 denglu guanwang kefu lingqu hongbao 登录 登陆 验证 认证 官网 客服 ' +
  '领取 红包 中奖 退款 理赔 补贴 解封 钱包 登入 驗證 認證 官網 領取 紅包 中獎 錢包';

/** Too ordinary beside a name that is a word itself. */
const ORDINARY =
  'www support help helpdesk customer official promo promos award awards banking moderator moderators ' +
  'hypesquad tester testers';

export const STRONG_LURES: ReadonlySet<string> = new Set(OF_ACCOUNTS.split(' '));
export const LURES: ReadonlySet<string> = new Set([...STRONG_LURES, ...ORDINARY.split(' ')]);
