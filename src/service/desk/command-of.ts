/** From an act at the desk to the command that it is, by whom and when. */
import { randomUUID } from 'node:crypto';
import type { CaseCommand, StaffRole } from '../../redress/index.ts';
import type { DeskAct } from '../../wire/index.ts';

export interface Who {
  readonly id: string;
  readonly role: StaffRole;
}

export function commandOf(act: DeskAct, { id, role }: Who, now: number): CaseCommand {
  const who = { actor: { id, role }, at: new Date(now).toISOString() };
  if (act.kind === 'rule') {
    return { ...who, kind: act.kind, rulingId: randomUUID(), draft: act.draft };
  }
  const { version: _, ...rest } = act;
  if (rest.kind !== 'decide') return { ...who, ...rest };
  const { draft, ...decision } = rest;
  return {
    ...who,
    ...decision,
    ...(draft === undefined ? {} : { replacement: { rulingId: randomUUID(), draft } }),
  };
}
