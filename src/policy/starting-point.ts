/** Where a person can start from: choices for kinds of conversation, made together. */
import type { Context } from './context.ts';
import type { Choice } from './settings.ts';

type Choices = Readonly<Partial<Record<Context, Choice>>>;

export const STARTING_POINTS = {
  /** As the policy says, which speaks where there is something to say. */
  everyday: {},
  /** Where many read along, or nobody knows who does. */
  careful: { group: 'ask', channel: 'ask', unknown: 'ask' },
  strict: {
    direct: 'ask',
    group: 'ask',
    channel: 'ask',
    bot: 'ask',
    self: 'ask',
    unknown: 'ask',
  },
} as const satisfies Readonly<Record<string, Choices>>;

export type StartingPoint = keyof typeof STARTING_POINTS;

export const STARTING_POINT_IDS = Object.keys(STARTING_POINTS) as StartingPoint[];

/** The one that these choices are; undefined for choices of the person's own. */
export function startingPointOf(contexts: Choices): StartingPoint | undefined {
  const told = (choices: Choices) => JSON.stringify(Object.entries(choices).sort());
  return STARTING_POINT_IDS.find((id) => told(STARTING_POINTS[id]) === told(contexts));
}
