/**
 * The database: the ruleset in two slots, what vouches for it, and the complaints. Each publisher
 * has one of its own, so that no set and no receipt of one ever comes before another.
 */
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type OpenDBCallbacks,
  openDB,
  type StoreNames,
  wrap,
} from 'idb';
import { CodedError, codeOf, type HostParts } from '../../policy/index.ts';
import type { Complaint, ComplaintState } from '../../redress/index.ts';
import { logError } from '../log.ts';
import { databaseAhead } from './ahead.ts';
import { clearProblem, reportProblem } from './problems.ts';
import { serviceInForce } from './service.ts';
import type { KeptRevocation } from './settings.ts';

export type SlotName = 'A' | 'B';

/** One ruleset as it came, so that it can be verified again whenever it is read. */
export interface Slot {
  /** The signed envelope. */
  readonly manifest: Uint8Array<ArrayBuffer>;
  readonly rules: Uint8Array<ArrayBuffer>;
  readonly policy: Uint8Array<ArrayBuffer>;
  readonly grades: Uint8Array<ArrayBuffer>;
}

/** What there is to know of a slot before its rules are read, and what tells their pieces. */
export interface KeptContents {
  readonly slot: SlotName;
  /** These three as they stand in the slot. */
  readonly manifest: Uint8Array<ArrayBuffer>;
  readonly policy: Uint8Array<ArrayBuffer>;
  readonly grades: Uint8Array<ArrayBuffer>;
  readonly contents: Uint8Array<ArrayBuffer>;
}

/** A complaint that the service has not acknowledged. */
export interface WaitingComplaint {
  /** Its idempotency key: 32 random bytes in base64url. */
  readonly id: string;
  readonly complaint: Complaint;
  /** Milliseconds since the epoch. */
  readonly filedAt: number;
}

/** A complaint that the service has answered. */
export interface AnsweredComplaint extends WaitingComplaint {
  /** Null for one that the service refused. */
  readonly receipt: string | null;
  readonly state: 'refused' | ComplaintState;
  /** Code of why it was refused; missing where a former version did not keep it. */
  readonly problem?: string;
}

interface Schema extends DBSchema {
  slots: { key: SlotName; value: Slot };
  /** What the ruleset in a slot has of hosts in plain: much, and seldom read. */
  hosts: { key: SlotName; value: HostParts };
  /** Of the slot that was written last alone, where its publisher tells of pieces. */
  contents: { key: 'held'; value: KeptContents };
  /** The rules of that slot in pieces, by their numbers. */
  pieces: { key: number; value: Uint8Array<ArrayBuffer> };
  /**
   * Which slot was written last, null where its content was of a former form and was dropped; and
   * below which version nothing is taken any more.
   */
  pointer: { key: 'active'; value: { slot: SlotName | null; version: number } };
  /** The signed envelopes of the roots after the packaged one, by their number. */
  roots: { key: number; value: Uint8Array };
  revocation: { key: 'held'; value: KeptRevocation };
  outbox: { key: string; value: WaitingComplaint };
  complaints: { key: string; value: AnsweredComplaint };
}

export type Database = IDBPDatabase<Schema>;

/** With the publisher behind it, where that is not the package's. */
const NAME = 'link-guard';
/**
 * 2: manifests of format 2; roots and revocation. 3: hosts. 4: contents and pieces. A later one only
 * adds stores: who goes back to this one opens it as it is.
 */
const VERSION = 4;
const STORES: readonly StoreNames<Schema>[] = [
  ...(['slots', 'hosts', 'contents', 'pieces', 'pointer'] as const),
  ...(['roots', 'revocation', 'outbox', 'complaints'] as const),
];

/** Longest time, in milliseconds, to open: a damaged database may never answer. */
const LIMIT = 5000;

/** Committed to the disk before it is called done. */
export const DURABLE = { durability: 'strict' } as const;

let opened: Promise<Database> | undefined;

const forget = () => {
  opened = undefined;
};

const giveWay = (event: Event) => {
  forget();
  (event.target as IDBDatabase).close();
};

const WHEN_CLOSED: Pick<OpenDBCallbacks<Schema>, 'blocking' | 'terminated'> = {
  blocking: (_current, _blocked, event) => giveWay(event),
  terminated: forget,
};

/** Throws 'storage-broken', and says so in the state of protection. */
export function openDatabase(): Promise<Database> {
  opened ??= open().catch(async (error: unknown) => {
    opened = undefined;
    logError('database cannot be opened', error);
    await reportProblem('storage-broken');
    throw new CodedError('storage-broken', 'the database cannot be opened', { cause: error });
  });
  return opened;
}

/** That of the publisher who is in force now is opened next. Never rejects. */
export async function closeDatabase(): Promise<void> {
  const closing = opened;
  opened = undefined;
  await closing?.then((database) => database.close()).catch(() => undefined); // It was not open.
}

async function open(): Promise<Database> {
  const { publisher } = await serviceInForce();
  const name = publisher === '' ? NAME : `${NAME}-${publisher}`;
  const opening = openPresent(name).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'VersionError') throw error;
    return openLater(name);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CodedError('timeout', 'database: no answer')), LIMIT);
  });
  const database = await Promise.race([opening, late]).finally(() => clearTimeout(timer));
  // Nobody has to wait for it.
  void clearProblem('storage-broken');
  return database;
}

/** The worker's first statement may have opened it already. */
async function openPresent(name: string): Promise<Database> {
  const ahead = await databaseAhead(name, VERSION);
  if (ahead === undefined) return openOrMake(name);
  ahead.addEventListener('versionchange', giveWay);
  ahead.addEventListener('close', forget);
  return wrap(ahead) as Database;
}

function openOrMake(name: string): Promise<Database> {
  return openDB<Schema>(name, VERSION, {
    async upgrade(database, formerVersion, _version, upgrading) {
      if (formerVersion < 1) {
        database.createObjectStore('slots');
        database.createObjectStore('pointer');
        database.createObjectStore('outbox', { keyPath: 'id' });
        database.createObjectStore('complaints', { keyPath: 'id' });
      }
      if (formerVersion < 2) {
        database.createObjectStore('roots');
        database.createObjectStore('revocation');
      }
      if (formerVersion < 3) {
        database.createObjectStore('hosts');
        if (formerVersion > 0) await dropSlots(upgrading);
      }
      database.createObjectStore('contents');
      database.createObjectStore('pieces');
    },
    ...WHEN_CLOSED,
  });
}

/** That of a later version of the extension, which was taken back. Throws where it lacks a store. */
async function openLater(name: string): Promise<Database> {
  const database = await openDB<Schema>(name, undefined, WHEN_CLOSED);
  if (STORES.every((store) => database.objectStoreNames.contains(store))) return database;
  database.close();
  throw new TypeError('the database of a later version lacks what this one needs');
}

/** They cannot be read any more; the floor stays. */
async function dropSlots(
  upgrading: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
): Promise<void> {
  await upgrading.objectStore('slots').clear();
  const pointer = upgrading.objectStore('pointer');
  const former = await pointer.get('active');
  if (former !== undefined) await pointer.put({ ...former, slot: null }, 'active');
}

/** Throws what `work` throws with a code; else 'storage-full', or 'storage-broken'. */
export async function writeDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase();
  try {
    await work(database);
  } catch (error) {
    if (codeOf(error) !== undefined) throw error;
    if (!isFull(error)) {
      await reportProblem('storage-broken');
      throw new CodedError('storage-broken', 'the database cannot be written', { cause: error });
    }
    await reportProblem('storage-full', 'database');
    throw new CodedError('storage-full', 'the database has no room', { cause: error });
  }
  await clearProblem('storage-full', 'database');
}

/** Waits until all of it is on the disk. The commit's error tells more than that of a request. */
export async function committed(
  writing: { readonly done: Promise<void> },
  ...requests: readonly Promise<unknown>[]
): Promise<void> {
  const outcomes = await Promise.allSettled([writing.done, ...requests]);
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Chromium does not call a full disk a quota. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'QuotaExceededError' || /NO_SPACE/.test(error.message);
}
