/** The environment variable by which the whole table is asked for. */
export const ALL_ATTACKS = 'LINK_GUARD_ALL_ATTACKS';
