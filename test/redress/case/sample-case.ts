/** A case at every point of its life, made as it is made in earnest: by commands. */

import { packagedPolicy } from '../../../src/policy/index.ts';
import {
  type ActorRole,
  type Case,
  type CaseCommand,
  type CaseEvent,
  type CaseFacts,
  type CommandKind,
  type CommandOf,
  caseOf,
  decide,
  type OwnerClaim,
  plus,
  type RulingDraft,
} from '../../../src/redress/index.ts';

export const START = '2026-03-01T08:00:00.000Z';
const MINUTE = 60_000;

export const OWNER: OwnerClaim = {
  id: 'claim-1',
  domain: 'prize.example',
  method: 'dns',
  provenAt: '2026-01-01T00:00:00.000Z',
  validUntil: '2028-01-01T00:00:00.000Z',
};

export const FACTS: CaseFacts = {
  actions: packagedPolicy('everyday').violations,
  ownerClaim: OWNER,
};

export const PAGE = 'https://prize.example/win/now.html';

export const DRAFT: RulingDraft = {
  address: PAGE,
  scope: 'page',
  measure: { kind: 'list', violation: 'fraud', severity: 'severe' },
  facts: 'The page asks for a fee before a prize is paid, and no prize exists.',
  ground: { kind: 'rules', explanation: 'Nobody may be led to pay for what does not exist.' },
  automation: 'none',
};

export const DISMISSAL: RulingDraft = {
  ...DRAFT,
  measure: { kind: 'none', manifestlyUnfounded: false },
  facts: 'The page shows last year’s winners and asks for nothing.',
};

/** Takes two: all of a site, and severe. */
export const SITE_DRAFT: RulingDraft = { ...DRAFT, scope: 'site' };

type Loose<Kind extends CommandKind> = Omit<CommandOf<Kind>, 'kind' | 'at' | 'actor'>;

/** What every command says where a test says nothing else. */
export const USUAL: {
  readonly [Kind in CommandKind]: Loose<Kind> & { readonly actor: CaseCommand['actor'] };
} = {
  complain: {
    actor: actor('reporter', 'reporter-1'),
    caseId: 'case-1',
    complaint: { id: 'complaint-1', kind: 'fraud', context: 'group', address: PAGE },
  },
  hurry: { actor: actor('system', 'service'), reporters: 5 },
  claim: { actor: actor('reviewer', 'ann'), task: 'ruling' },
  release: { actor: actor('reviewer', 'ann'), task: 'ruling' },
  rule: { actor: actor('reviewer', 'ann'), rulingId: 'ruling-1', draft: DRAFT },
  confirm: { actor: actor('reviewer', 'ben'), task: 'ruling' },
  return: { actor: actor('reviewer', 'ben'), task: 'ruling', why: 'The site has other pages.' },
  publish: { actor: actor('publisher', 'pat'), rulingId: 'ruling-1' },
  answer: { actor: actor('owner', OWNER.id), words: 'The page is gone.' },
  appeal: {
    actor: actor('owner', OWNER.id),
    appealId: 'appeal-1',
    rulingId: 'ruling-1',
    words: 'There is a prize, and no fee.',
  },
  decide: {
    actor: actor('senior', 'cleo'),
    appealId: 'appeal-1',
    outcome: 'upheld',
    explanation: 'The fee was there on the day of the ruling.',
  },
  lift: { actor: actor('senior', 'cleo'), rulingId: 'ruling-1', why: 'The page is gone.' },
  'note-removal': { actor: actor('reviewer', 'ben'), rulingId: 'ruling-1' },
  'note-return': { actor: actor('reviewer', 'ben'), rulingId: 'ruling-1' },
};

export function actor(role: ActorRole, id: string): CaseCommand['actor'] {
  return { role, id };
}

export function command<Kind extends CommandKind>(
  kind: Kind,
  at: string,
  changes: Partial<Omit<CommandOf<Kind>, 'kind'>> = {},
): CommandOf<Kind> {
  return { ...USUAL[kind], kind, at, ...changes } as unknown as CommandOf<Kind>;
}

/** A case and the events that it is the fold of. */
export class Story {
  readonly events: CaseEvent[] = [];
  now = START;

  get case(): Case {
    const folded = caseOf(this.events);
    if (folded === undefined) throw new Error('nothing has happened yet');
    return folded;
  }

  get caseOrNone(): Case | undefined {
    return caseOf(this.events);
  }

  /** A minute later, somebody does something that must be taken. */
  after<Kind extends CommandKind>(
    kind: Kind,
    changes: Partial<Omit<CommandOf<Kind>, 'kind'>> = {},
    facts: CaseFacts = FACTS,
  ): this {
    this.now = plus(this.now, MINUTE);
    const outcome = decide(this.caseOrNone, command(kind, this.now, changes), facts);
    if (!outcome.ok) throw new Error(`${kind}: ${outcome.refusal}`);
    this.events.push(...outcome.events);
    return this;
  }

  wait(milliseconds: number): this {
    this.now = plus(this.now, milliseconds);
    return this;
  }

  /** The refusal, or the kinds of the events, of what somebody tries now. */
  tries<Kind extends CommandKind>(
    kind: Kind,
    changes: Partial<Omit<CommandOf<Kind>, 'kind'>> = {},
    facts: CaseFacts = FACTS,
  ): string {
    const outcome = decide(this.caseOrNone, command(kind, plus(this.now, MINUTE), changes), facts);
    return outcome.ok ? outcome.events.map((event) => event.kind).join(' ') : outcome.refusal;
  }
}

export function story(): Story {
  return new Story();
}

/** Of complaints, as many as wanted, each of a reporter of its own. */
export function complained(number = 1): Story {
  const told = story();
  for (let one = 1; one <= number; one += 1) {
    told.after('complain', {
      actor: actor('reporter', `reporter-${one}`),
      complaint: { id: `complaint-${one}`, kind: 'fraud', context: 'group', address: PAGE },
    });
  }
  return told;
}

export function ruled(draft: RulingDraft = DRAFT): Story {
  return complained().after('claim').after('rule', { draft });
}

export function published(draft: RulingDraft = DRAFT): Story {
  return ruled(draft).after('publish');
}

export function appealed(): Story {
  return published().after('appeal');
}

export function appealClaimed(): Story {
  return appealed().after('claim', { actor: actor('senior', 'cleo'), task: 'appeal-1' });
}
