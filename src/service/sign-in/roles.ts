/** What an account may do at the desk. */
export const DESK_ROLES = ['reviewer', 'senior', 'publisher', 'administrator'] as const;

export type DeskRole = (typeof DESK_ROLES)[number];

export function isDeskRole(text: string): text is DeskRole {
  return DESK_ROLES.some((role) => role === text);
}
