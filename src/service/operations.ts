/**
 * Every operation of the service's interface, as data: the routes are mounted from this table, and
 * the OpenAPI document and the page that shows it are made from it, so that none of them can say
 * something else than the others. Long, because it is one table.
 */
import type { GenericSchema } from 'valibot';
import {
  AppealRequestSchema,
  AppealResponseSchema,
  ComplaintCaseRequestSchema,
  ComplaintCaseResponseSchema,
  ComplaintStatesRequestSchema,
  ComplaintStatesResponseSchema,
  ENDPOINTS,
  EqualityResponseSchema,
  FileComplaintRequestSchema,
  FileComplaintResponseSchema,
  FleetAnswerSchema,
  FleetReportSchema,
  HealthSchema,
  LogPageResponseSchema,
  LookupRequestSchema,
  LookupResponseSchema,
  OwnerAnswerRequestSchema,
  OwnerAppealRequestSchema,
  OwnerCasesResponseSchema,
  OwnerClaimKeyRequestSchema,
  OwnerClaimRequestSchema,
  OwnerClaimResponseSchema,
  ProviderHistoryResponseSchema,
  ProvidersResponseSchema,
  PuzzleSchema,
  ReadinessSchema,
  SignedStatementAnswerSchema,
  StandingRequestSchema,
  StandingResponseSchema,
  StatementKeysSchema,
  TransparencyResponseSchema,
} from '../wire/index.ts';
import type { QuotaName } from './limits.ts';
import type { ProblemKind } from './problem.ts';

interface Answer {
  readonly what: string;
  readonly mediaType: string;
  /** Absent where the answer is no JSON, or a signed document with a schema of its own. */
  readonly schema?: GenericSchema;
}

/** How long an answer may be kept: not at all, for a minute, or for ever under its name. */
export type Keeping = 'never' | 'briefly' | 'for-ever';

export interface Operation {
  readonly method: 'GET' | 'POST';
  /** As in OpenAPI: a variable part stands in braces. */
  readonly path: string;
  readonly what: string;
  readonly request?: { readonly schema: GenericSchema; readonly maxBytes: number };
  /** Whether it must come with an `Idempotency-Key`. */
  readonly hasKey?: true;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Besides those that any operation may answer with. */
  readonly problems: readonly ProblemKind[];
  readonly quota?: QuotaName;
  readonly keeping: Keeping;
  /** Whether the answer may be compressed on its way: it is public, and its size tells nothing. */
  readonly isCompressed?: true;
}

/** Room for the longest address and comment with every unit escaped. */
const COMPLAINT_BYTES = 64 * 1024;
const BATCH_BYTES = 8 * 1024;
/** Room for the longest words of an appeal with every unit escaped. */
const WORDS_BYTES = 32 * 1024;

/** Room for every action in every category and context. */
const FLEET_BYTES = 64 * 1024;

const JSON_TYPE = 'application/json';
const BODY_PROBLEMS = ['bad-request', 'too-large', 'unsupported-media-type'] as const;

function json(what: string, schema?: GenericSchema): Answer {
  return { what, mediaType: JSON_TYPE, ...(schema === undefined ? {} : { schema }) };
}

export const OPERATIONS = {
  health: {
    method: 'GET',
    path: ENDPOINTS.health,
    what: 'How the service is',
    answers: { 200: json('Its state, also where it is degraded', HealthSchema) },
    problems: [],
    keeping: 'never',
  },
  live: {
    method: 'GET',
    path: '/live',
    what: 'Whether the process answers at all',
    answers: { 200: json('It does', ReadinessSchema) },
    problems: [],
    keeping: 'never',
  },
  ready: {
    method: 'GET',
    path: '/ready',
    what: 'Whether new requests may be sent to this process',
    answers: {
      200: json('They may', ReadinessSchema),
      503: json('It is about to end', ReadinessSchema),
    },
    problems: [],
    keeping: 'never',
  },
  lookup: {
    method: 'POST',
    path: ENDPOINTS.lookup,
    what: 'The full hashes that the ruleset knows under the asked prefixes',
    request: { schema: LookupRequestSchema, maxBytes: BATCH_BYTES },
    answers: { 200: json('Padded to a multiple of 1024 bytes', LookupResponseSchema) },
    problems: [...BODY_PROBLEMS, 'stale-ruleset'],
    quota: 'lookups',
    keeping: 'never',
  },
  manifest: {
    method: 'GET',
    path: ENDPOINTS.rulesetManifest,
    what: 'The signed manifest of the published ruleset',
    answers: { 200: json('A signed document') },
    problems: [],
    keeping: 'briefly',
    isCompressed: true,
  },
  part: {
    method: 'GET',
    path: `${ENDPOINTS.rulesetParts}/{sha256}`,
    what: 'One part or delta that a manifest names',
    answers: { 200: { what: 'Its bytes', mediaType: 'application/octet-stream' } },
    problems: ['not-found'],
    quota: 'parts',
    keeping: 'for-ever',
  },
  root: {
    method: 'GET',
    path: `${ENDPOINTS.rulesetRoots}/{number}.json`,
    what: 'One root: who may sign what',
    answers: { 200: json('A signed document') },
    problems: ['not-found'],
    quota: 'documents',
    keeping: 'for-ever',
  },
  revocation: {
    method: 'GET',
    path: ENDPOINTS.rulesetRevocation,
    what: 'The keys and versions that do not count any more',
    answers: { 200: json('A signed document') },
    problems: ['not-found'],
    quota: 'documents',
    keeping: 'briefly',
  },
  log: {
    method: 'GET',
    path: ENDPOINTS.rulesetLog,
    what: 'Every version, a line each',
    answers: { 200: { what: 'Lines of JSON', mediaType: 'application/x-ndjson' } },
    problems: [],
    quota: 'parts',
    keeping: 'briefly',
    isCompressed: true,
  },
  fileComplaint: {
    method: 'POST',
    path: ENDPOINTS.complaints,
    what: 'Files a complaint',
    request: { schema: FileComplaintRequestSchema, maxBytes: COMPLAINT_BYTES },
    hasKey: true,
    answers: {
      200: json('Was filed before with this key', FileComplaintResponseSchema),
      201: json('Filed now', FileComplaintResponseSchema),
    },
    problems: [
      ...BODY_PROBLEMS,
      'missing-idempotency-key',
      'idempotency-in-progress',
      'idempotency-conflict',
      'proof-required',
    ],
    quota: 'complaints',
    keeping: 'never',
  },
  complaintStates: {
    method: 'POST',
    path: ENDPOINTS.complaintStates,
    what: 'How complaints stand',
    request: { schema: ComplaintStatesRequestSchema, maxBytes: BATCH_BYTES },
    answers: { 200: json('Of those receipts that are known', ComplaintStatesResponseSchema) },
    problems: [...BODY_PROBLEMS],
    quota: 'lookups',
    keeping: 'never',
  },
  puzzle: {
    method: 'GET',
    path: ENDPOINTS.puzzle,
    what: 'A puzzle for somebody who complains without an account',
    answers: { 200: json('Solved, it goes in the header Proof-Of-Work', PuzzleSchema) },
    problems: [],
    quota: 'lookups',
    keeping: 'never',
  },
  complaintCase: {
    method: 'POST',
    path: ENDPOINTS.complaintCase,
    what: 'What became of one complaint, with the reasons',
    request: { schema: ComplaintCaseRequestSchema, maxBytes: BATCH_BYTES },
    answers: { 200: json('The case as its reporter sees it', ComplaintCaseResponseSchema) },
    problems: [...BODY_PROBLEMS, 'not-found'],
    quota: 'lookups',
    keeping: 'never',
  },
  appeal: {
    method: 'POST',
    path: ENDPOINTS.appeals,
    what: 'A reporter’s appeal against a ruling',
    request: { schema: AppealRequestSchema, maxBytes: WORDS_BYTES },
    answers: { 201: json('Lodged', AppealResponseSchema) },
    problems: [...BODY_PROBLEMS, 'not-found', 'refused'],
    quota: 'complaints',
    keeping: 'never',
  },
  claimDomain: {
    method: 'POST',
    path: ENDPOINTS.ownerClaims,
    what: 'Asks for the proof with which a domain is claimed',
    request: { schema: OwnerClaimRequestSchema, maxBytes: BATCH_BYTES },
    answers: { 201: json('What to publish, and where', OwnerClaimResponseSchema) },
    problems: [...BODY_PROBLEMS],
    quota: 'complaints',
    keeping: 'never',
  },
  ownerCases: {
    method: 'POST',
    path: ENDPOINTS.ownerCases,
    what: 'Looks at the proof, and gives the cases of the domain',
    request: { schema: OwnerClaimKeyRequestSchema, maxBytes: BATCH_BYTES },
    answers: { 200: json('None as long as nothing is proven', OwnerCasesResponseSchema) },
    problems: [...BODY_PROBLEMS, 'not-found'],
    quota: 'complaints',
    keeping: 'never',
  },
  ownerAnswer: {
    method: 'POST',
    path: ENDPOINTS.ownerAnswers,
    what: 'An owner’s answer in a case',
    request: { schema: OwnerAnswerRequestSchema, maxBytes: WORDS_BYTES },
    answers: { 204: { what: 'Taken', mediaType: JSON_TYPE } },
    problems: [...BODY_PROBLEMS, 'not-found', 'refused'],
    quota: 'complaints',
    keeping: 'never',
  },
  ownerAppeal: {
    method: 'POST',
    path: ENDPOINTS.ownerAppeals,
    what: 'An owner’s appeal against a ruling',
    request: { schema: OwnerAppealRequestSchema, maxBytes: WORDS_BYTES },
    answers: { 201: json('Lodged', AppealResponseSchema) },
    problems: [...BODY_PROBLEMS, 'not-found', 'refused'],
    quota: 'complaints',
    keeping: 'never',
  },
  standing: {
    method: 'POST',
    path: ENDPOINTS.standing,
    what: 'What people ruled under the asked prefixes: listed or not, why, since when',
    request: { schema: StandingRequestSchema, maxBytes: BATCH_BYTES },
    answers: { 200: json('Padded to a multiple of 1024 bytes', StandingResponseSchema) },
    problems: [...BODY_PROBLEMS],
    quota: 'lookups',
    keeping: 'never',
  },
  statementKeys: {
    method: 'GET',
    path: ENDPOINTS.statementKeys,
    what: 'The public half of what statements of reasons are signed with',
    answers: {
      200: json('Worth keeping: statements are checked with it later', StatementKeysSchema),
    },
    problems: ['no-statement-key'],
    quota: 'documents',
    keeping: 'briefly',
  },
  statement: {
    method: 'GET',
    path: `${ENDPOINTS.statements}/{ruling}.json`,
    what: 'The signed, portable statement of reasons of a published ruling',
    answers: { 200: json('The address in it is a hash', SignedStatementAnswerSchema) },
    problems: ['not-found', 'no-statement-key'],
    quota: 'documents',
    keeping: 'briefly',
  },
  providers: {
    method: 'GET',
    path: ENDPOINTS.providers,
    what: 'The credit and grade of every provider, from the public log',
    answers: { 200: json('All of the directory', ProvidersResponseSchema) },
    problems: [],
    quota: 'documents',
    keeping: 'briefly',
    isCompressed: true,
  },
  provider: {
    method: 'GET',
    path: `${ENDPOINTS.providers}/{provider}`,
    what: 'One provider, with the history of its grade',
    answers: { 200: json('Its credit, and how it went', ProviderHistoryResponseSchema) },
    problems: ['not-found'],
    quota: 'documents',
    keeping: 'briefly',
    isCompressed: true,
  },
  transparency: {
    method: 'GET',
    path: ENDPOINTS.transparency,
    what: 'How many complaints, rulings and appeals there were, and how long they took',
    answers: { 200: json('Of the last 90 days', TransparencyResponseSchema) },
    problems: [],
    quota: 'documents',
    keeping: 'briefly',
    isCompressed: true,
  },
  equality: {
    method: 'GET',
    path: ENDPOINTS.equality,
    what: 'Whether links of one category are treated alike, and what explains it where not',
    answers: { 200: json('Of the newest ruleset that was compiled', EqualityResponseSchema) },
    problems: ['not-found'],
    quota: 'documents',
    keeping: 'briefly',
    isCompressed: true,
  },
  logPage: {
    method: 'GET',
    path: ENDPOINTS.log,
    what: 'A page of the public log, `?from=<number>`',
    answers: { 200: json('Entries, and the head of all', LogPageResponseSchema) },
    problems: ['bad-request'],
    quota: 'documents',
    keeping: 'briefly',
    isCompressed: true,
  },
  logFile: {
    method: 'GET',
    path: ENDPOINTS.logFile,
    what: 'The whole public log, a line each',
    answers: { 200: { what: 'Lines of JSON', mediaType: 'application/x-ndjson' } },
    problems: [],
    quota: 'parts',
    keeping: 'briefly',
    isCompressed: true,
  },
  fleet: {
    method: 'POST',
    path: ENDPOINTS.fleet,
    what: 'Adds what a browser of the organisation counted, where the service takes it',
    request: { schema: FleetReportSchema, maxBytes: FLEET_BYTES },
    answers: { 200: json('Added', FleetAnswerSchema) },
    problems: [...BODY_PROBLEMS, 'not-found'],
    quota: 'lookups',
    keeping: 'never',
  },
  openApi: {
    method: 'GET',
    path: ENDPOINTS.openApi,
    what: 'This interface as an OpenAPI document',
    answers: { 200: json('OpenAPI 3.1') },
    problems: [],
    keeping: 'briefly',
    isCompressed: true,
  },
  interfacePage: {
    method: 'GET',
    path: '/v1/',
    what: 'This interface as a page to read',
    answers: { 200: { what: 'A page without scripts', mediaType: 'text/html; charset=utf-8' } },
    problems: [],
    keeping: 'briefly',
    isCompressed: true,
  },
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationName = keyof typeof OPERATIONS;

export function operationsByName(): readonly (readonly [OperationName, Operation])[] {
  return Object.entries(OPERATIONS) as [OperationName, Operation][];
}
