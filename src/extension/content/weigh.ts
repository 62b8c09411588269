/**
 * Weighs what clues say of a conversation. The surest ones decide; where those contradict each
 * other, or say `unknown`, it is unknown. Two other people in it prove a group; one proves
 * nothing. Pure.
 */
import type { Certainty, Context } from '../../policy/index.ts';

/** What one clue says. */
export interface Claim {
  readonly context: Context;
  readonly certainty: Certainty;
  readonly mayBeBot: boolean;
}

export interface ConversationKind {
  readonly context: Context;
  /** `none` where the context is unknown. */
  readonly certainty: Certainty | 'none';
  /** Of `direct`: a bot or an official account is not excluded. */
  readonly mayBeBot: boolean;
}

const WORTH: Readonly<Record<Certainty, number>> = { hint: 1, likely: 2, sure: 3 };

const UNKNOWN_KIND: ConversationKind = {
  context: 'unknown',
  certainty: 'none',
  mayBeBot: false,
};

/** `others`: how many different people, not counting the reader, were seen to write. */
export function weigh(claims: readonly Claim[], others: number): ConversationKind {
  const surest = surestOf(claims);
  if (surest.some(({ context }) => context === 'unknown')) {
    // Said of a place where several conversations meet: whom one sees there proves nothing either.
    return UNKNOWN_KIND;
  }
  const said = weighClaims(claims, surest);
  return others >= 2 && said.context !== 'channel'
    ? { context: 'group', certainty: 'sure', mayBeBot: false }
    : said;
}

function surestOf(claims: readonly Claim[]): readonly Claim[] {
  const most = Math.max(0, ...claims.map(({ certainty }) => WORTH[certainty]));
  return claims.filter(({ certainty }) => WORTH[certainty] === most);
}

function weighClaims(claims: readonly Claim[], surest: readonly Claim[]): ConversationKind {
  const [first] = surest;
  if (first === undefined) {
    return UNKNOWN_KIND;
  }
  const finer = finerOf(surest, claims);
  if (finer !== undefined) {
    return { context: finer.context, certainty: finer.certainty, mayBeBot: false };
  }
  if (surest.some(({ context }) => context !== first.context)) {
    return UNKNOWN_KIND;
  }
  const { context, certainty } = first;
  return { context, certainty, mayBeBot: surest.every(({ mayBeBot }) => mayBeBot) };
}

/** "One to one, perhaps with a bot" and "a bot" do not contradict each other: the second is finer. */
function finerOf(surest: readonly Claim[], claims: readonly Claim[]): Claim | undefined {
  const [finest] = claims
    .filter(({ context }) => context === 'bot' || context === 'self')
    .filter(({ certainty }) => certainty !== 'hint')
    .sort((one, other) => WORTH[other.certainty] - WORTH[one.certainty]);
  const agrees = ({ context, mayBeBot }: Claim) =>
    context === finest?.context || (context === 'direct' && mayBeBot);
  return finest !== undefined && surest.every(agrees) ? finest : undefined;
}

/** What holds of all: nothing where they differ, and no more than is sure of the least sure. */
export function commonKind(kinds: readonly ConversationKind[]): ConversationKind {
  const [first = UNKNOWN_KIND, ...others] = kinds;
  if (others.some(({ context }) => context !== first.context)) {
    return UNKNOWN_KIND;
  }
  const worthOf = ({ certainty }: ConversationKind) =>
    certainty === 'none' ? 0 : WORTH[certainty];
  const least = kinds.reduce((one, other) => (worthOf(other) < worthOf(one) ? other : one), first);
  return { ...least, mayBeBot: kinds.some(({ mayBeBot }) => mayBeBot) };
}
