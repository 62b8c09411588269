/** The person's choice for each kind of conversation, beside what the policy says there. */
import {
  type Action,
  act,
  type Choice,
  CONTEXTS,
  type Context,
  NO_PERSONAL_SETTINGS,
  ordinaryLink,
  type PersonalSettings,
  STARTING_POINTS,
  type StartingPoint,
} from '../../../policy/index.ts';
import type { PopupView } from '../../messaging/protocol.ts';
import * as settings from '../../storage/settings.ts';
import { broadcastChange } from '../broadcast.ts';
import { type Circumstances, circumstances } from './circumstances.ts';

/** Null takes the choice back: "as the policy says". */
export async function setChoice(context: Context, choice: Choice | null): Promise<void> {
  await settings.personal.update((before) => withChoice(before, context, choice));
  void broadcastChange();
}

/** In the place of all choices for kinds of conversation; finer ones stay. */
export async function setStartingPoint({ id }: { id: StartingPoint }): Promise<void> {
  await settings.personal.update((before) => ({ ...before, contexts: STARTING_POINTS[id] }));
  void broadcastChange();
}

export function withChoice(
  before: PersonalSettings,
  context: Context,
  choice: Choice | null,
): PersonalSettings {
  const { [context]: _, ...others } = before.contexts;
  return { ...before, contexts: choice === null ? others : { ...others, [context]: choice } };
}

export async function choicesNow(): Promise<PopupView['choices']> {
  const around = await circumstances();
  const entries = CONTEXTS.map((context) => [
    context,
    {
      own: around.personal.contexts[context],
      policy: ordinaryAction(context, around),
      locked: around.managed.contexts[context],
    },
  ]);
  return Object.fromEntries(entries) as PopupView['choices'];
}

/** With the stages in force, so that this is what happens and not what the last line says. */
function ordinaryAction(context: Context, { grades: _, ...around }: Circumstances): Action {
  return act({
    ...around,
    link: ordinaryLink(),
    verdict: { kind: 'unlisted', source: { via: 'ruleset', rulesetVersion: 0 } },
    grade: 'unrated',
    context,
    site: '',
    personal: NO_PERSONAL_SETTINGS,
    // What is locked is told beside it.
    managed: { ...around.managed, contexts: {} },
    exceptions: [],
  }).action;
}
