/** The tables of the store. Times are ISO 8601 text, which sorts as it should in every database. */
import type { ComplaintKind, ComplaintState } from '../../redress/index.ts';

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
  context: string;
  comment: string;
  ruleset_version: number;
  state: ComplaintState;
  received_at: string;
  updated_at: string;
}

export interface Tables {
  complaints: ComplaintRow;
  migrations: { name: string; applied_at: string };
  /** Which content stands under which name of the shared ruleset. */
  published_files: { name: string; sha256: string };
  published_pieces: { sha256: string; piece: number; content: Uint8Array };
}
