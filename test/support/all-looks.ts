/** Which looks a run looks at: those that differ, or those too that are much like them. */

/** Set, all of them. */
const ALL_LOOKS = 'LINK_GUARD_ALL_LOOKS';

export const ARE_ALL_LOOKED_AT = process.env[ALL_LOOKS] !== undefined;

/** In the order in which a run may stop. */
export const LOOKED_AT_LANGUAGES = ['en-US', 'zh-CN', ...(ARE_ALL_LOOKED_AT ? ['zh-TW'] : [])];
