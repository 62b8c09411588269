/**
 * Who does something to a case. A reporter's id is whatever the caller knows them by (never a
 * name), an owner's is that of their proven claim, a staff member's that of their account.
 */
import * as v from 'valibot';
import { IdSchema } from '../text.ts';

export const STAFF_ROLES = ['reviewer', 'senior', 'publisher', 'administrator'] as const;

export const ACTOR_ROLES = ['reporter', 'owner', ...STAFF_ROLES, 'system'] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];
export type ActorRole = (typeof ACTOR_ROLES)[number];

export const ActorSchema = v.strictObject({ id: IdSchema, role: v.picklist(ACTOR_ROLES) });

export type Actor = v.InferOutput<typeof ActorSchema>;
