/** The tables of the store. Times are ISO 8601 text, which sorts as it should in every database. */
import type { Context, Grade } from '../../policy/index.ts';
import type {
  ActorRole,
  ComplaintKind,
  ComplaintState,
  Measure,
  ProofMethod,
} from '../../redress/index.ts';
import type { PublishOrderKind } from '../../wire/index.ts';
import type { AccountTables } from './account-tables.ts';
import type { DocumentName } from './documents.ts';

export interface ComplaintRow {
  /** A random UUID: numbering would tell everyone how many complaints there are. */
  id: string;
  idempotency_key: string;
  /** SHA-256 of the complaint, in hex: tells a retry from another use of its key. */
  payload_digest: string;
  receipt: string;
  address: string;
  /** The address as rulesets know it; null when it has no canonical form. */
  canonical: string | null;
  kind: ComplaintKind;
  context: Context;
  comment: string;
  ruleset_version: number;
  /** As it came in; what became of it stands with its case. */
  state: ComplaintState;
  received_at: string;
  updated_at: string;
  /** What the reporter pasted of the message. */
  excerpt: string | null;
  new_fact: string | null;
  /** How the caller knows the reporter again, and those around; null in older rows. */
  reporter: string | null;
  network: string | null;
}

/** What came of a complaint, for whoever holds its receipt. */
export interface CaseComplaintRow {
  complaint_id: string;
  case_id: string;
  state: ComplaintState;
  updated_at: string;
}

/** A case as it stands, read off the fold of its events; one for each destination. */
export interface CaseRow {
  id: string;
  destination_key: string;
  /** The labels of its host from the end, each with a dot: all below a domain begin alike. */
  host_key: string;
  version: number;
  /** The link of its last event. */
  link: string;
  /** 1 when many complained in a short time. */
  is_hurried: number;
  opened_at: string;
  changed_at: string;
}

export interface CaseEventRow {
  case_id: string;
  /** From 1, without gaps. */
  number: number;
  /** As JSON. */
  event: string;
  /** SHA-256, in hex, of the former link and this event. */
  link: string;
}

/** What somebody has to do, or has claimed, or waits for a second reviewer. */
export interface CaseTaskRow {
  case_id: string;
  /** `ruling`, or the id of an appeal. */
  task: string;
  phase: 'open' | 'claimed' | 'proposed';
  since: string;
  /** Who is earlier here is next; null in rows of a release that knows none. */
  ranked_at: string | null;
  claimed_by: string | null;
  claimed_until: string | null;
}

export interface CaseRulingRow {
  id: string;
  case_id: string;
  /** SHA-256, in hex, of the expression that it covers; and its first 4 bytes. */
  full_hash: string;
  hash_prefix: string;
  measure: Measure['kind'];
  published_at: string | null;
  /** When it was lifted, replaced or runs out. */
  ends_at: string | null;
}

export interface AuditRow {
  /** From 1, without gaps. */
  number: number;
  at: string;
  by: string;
  role: ActorRole;
  act: string;
  subject: string;
  /** As JSON. */
  detail: string;
  /** SHA-256, in hex, of the former head and this entry. */
  head: string;
}

export interface OwnerClaimRow {
  id: string;
  /** SHA-256, in hex, of the key that its owner holds. */
  key_hash: string;
  domain: string;
  method: ProofMethod;
  made_at: string;
  proven_at: string | null;
  valid_until: string | null;
}

export interface GradeRow {
  provider_id: string;
  at: string;
  grade: Grade;
  credit: number;
  low: number;
  high: number;
}

export interface PublishOrderRow {
  id: string;
  kind: PublishOrderKind;
  by: string;
  at: string;
  why: string;
  done_at: string | null;
  outcome: string | null;
}

/** What reports of one day add up to; no report is kept. */
export interface FleetSumRow {
  day: string;
  kind: string;
  name: string;
  reports: number;
  amount: number;
}

export interface Tables extends AccountTables {
  complaints: ComplaintRow;
  case_complaints: CaseComplaintRow;
  cases: CaseRow;
  case_events: CaseEventRow;
  case_tasks: CaseTaskRow;
  case_rulings: CaseRulingRow;
  audit_entries: AuditRow;
  public_log: { number: number; entry: string; head: string };
  owner_claims: OwnerClaimRow;
  grade_history: GradeRow;
  publish_orders: PublishOrderRow;
  fleet_sums: FleetSumRow;
  reporter_warnings: { reporter: string; at: string };
  /** Documents of which the newest stays, as JSON. */
  kept_documents: { name: DocumentName; content: string };
  migrations: { name: string; applied_at: string };
  /** Which content stands under which name of the shared ruleset. */
  published_files: { name: string; sha256: string };
  published_pieces: { sha256: string; piece: number; content: Uint8Array };
}
