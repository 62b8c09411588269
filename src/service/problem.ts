/**
 * Every way in which the service says no, as RFC 9457 problem details. Routes throw a `Refusal`;
 * `problemOf` is the one place that turns whatever was thrown into what the asker may read: nothing
 * of a message, a stack or a path that was not written for them.
 */
import { CodedError, codeOf } from '../policy/index.ts';
import type { Problem } from '../wire/index.ts';

const PROBLEMS = {
  'bad-request': { status: 400, title: 'The request cannot be read' },
  'missing-idempotency-key': { status: 400, title: 'An Idempotency-Key is required' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'This is not yours to do' },
  'proof-required': { status: 403, title: 'Solve a puzzle first' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This method is not offered here' },
  refused: { status: 409, title: 'This cannot be done now' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json' },
  'idempotency-in-progress': { status: 409, title: 'This complaint is still being filed' },
  'idempotency-conflict': { status: 422, title: 'This key was used for another complaint' },
  'quota-exceeded': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'The service failed' },
  'no-statement-key': { status: 503, title: 'This node has no key to sign statements with' },
  'stale-ruleset': { status: 503, title: 'The published ruleset has expired' },
  'temporary-reduced-capacity': { status: 503, title: 'The service cannot do this now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemKind = keyof typeof PROBLEMS;

export interface RefusalFacts {
  /** For the asker's eyes: says the rule that was broken, never a value that was sent. */
  readonly detail?: string;
  /** Where in the request, as a dotted path. */
  readonly place?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Stays inside the service. */
  readonly cause?: unknown;
}

/** A request that is answered with a problem; `code` is the kind of problem. */
export class Refusal extends CodedError {
  readonly facts: RefusalFacts;

  constructor(kind: ProblemKind, facts: RefusalFacts = {}) {
    super(kind, facts.detail ?? PROBLEMS[kind].title, { cause: facts.cause });
    this.name = 'Refusal';
    this.facts = facts;
  }
}

/** The status and title of each kind: for the document that describes the interface. */
export function problemTable(): Readonly<
  Record<ProblemKind, { readonly status: number; readonly title: string }>
> {
  return PROBLEMS;
}

/** Seconds after which a client may come back when storage or the ruleset is not to be had. */
const COME_BACK = { 'Retry-After': '30' };

/** Codes thrown by the parts of the service, and the problem that each one is to the asker. */
const KIND_OF_CODE: ReadonlyMap<string, ProblemKind> = new Map([
  ['store-corrupt', 'temporary-reduced-capacity'],
  ['store-unavailable', 'temporary-reduced-capacity'],
]);

/** Any thrown value as a problem with its headers; what is not known is `internal-error`. */
export function problemOf(error: unknown): {
  problem: Problem & { status: (typeof PROBLEMS)[ProblemKind]['status'] };
  headers: Readonly<Record<string, string>>;
} {
  const kind = kindOf(error);
  const { status, title } = PROBLEMS[kind];
  const { detail, place, headers } = factsOf(error);
  return {
    problem: {
      type: `urn:link-guard:problem:${kind}`,
      title,
      status,
      ...(detail === undefined ? {} : { detail }),
      ...(place === undefined ? {} : { place }),
    },
    headers: { ...(status === 503 ? COME_BACK : {}), ...headers },
  };
}

function kindOf(error: unknown): ProblemKind {
  const code = codeOf(error) ?? '';
  if (Object.hasOwn(PROBLEMS, code)) return code as ProblemKind;
  return KIND_OF_CODE.get(code) ?? 'internal-error';
}

function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && 'facts' in error && 'code' in error;
}

function factsOf(error: unknown): RefusalFacts {
  return isRefusal(error) ? error.facts : {};
}
