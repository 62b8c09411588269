/**
 * The published ruleset as files in the database, for nodes that share it. A file is known by the
 * SHA-256 of its content and kept in pieces; which content stands under which name changes all at
 * once, with the piece that makes it count.
 */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { CodedError } from '../../policy/index.ts';
import type { Database } from './database.ts';
import { lockUntilEnd, REPLACE_LOCK } from './dialect.ts';
import type { Tables } from './tables.ts';

export interface PublishedFile {
  /** Path in the folder of the ruleset, like `manifest.json`. */
  readonly name: string;
  /** In hex. */
  readonly sha256: string;
}

export interface PublishedFiles {
  list(): Promise<readonly PublishedFile[]>;
  /** Throws `store-corrupt` where the content is missing or another one. */
  read(sha256: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Keeps content that is to be named; once is enough. */
  keep(bytes: Uint8Array): Promise<string>;
  /**
   * These names and no others. Throws `changed-meanwhile` where the files are not any more those
   * that were listed: somebody else published.
   */
  replace(files: readonly PublishedFile[], listed: readonly PublishedFile[]): Promise<void>;
}

/** Small enough for one statement, and for the memory of both ends. */
const PIECE_BYTES = 1 << 20;

export function publishedFilesIn(database: Database): PublishedFiles {
  return {
    list: () => database.read(listIn),
    async read(sha256) {
      const pieces: Uint8Array[] = [];
      for (;;) {
        const piece = await readPiece(database, sha256, pieces.length);
        if (piece === undefined) break;
        pieces.push(piece);
      }
      const bytes = Buffer.concat(pieces);
      if (sha256Of(bytes) === sha256) return bytes;
      throw new CodedError('store-corrupt', 'store: a published file is not what it was');
    },
    async keep(bytes) {
      const sha256 = sha256Of(bytes);
      for (let piece = 0; piece === 0 || piece * PIECE_BYTES < bytes.length; piece += 1) {
        const content = bytes.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES);
        await keepPiece(database, { sha256, piece, content });
      }
      return sha256;
    },
    replace: (files, listed) =>
      database.write(async (tables) => {
        await lockUntilEnd(tables, REPLACE_LOCK);
        const former = await listIn(tables);
        if (JSON.stringify(former) !== JSON.stringify(listed)) {
          throw new CodedError('changed-meanwhile', 'store: somebody else has published');
        }
        await tables.deleteFrom('published_files').execute();
        await tables
          .insertInto('published_files')
          .values(files.map(({ name, sha256 }) => ({ name, sha256 })))
          .execute();
        await tables
          .deleteFrom('published_pieces')
          .where('sha256', 'not in', tables.selectFrom('published_files').select('sha256'))
          .execute();
      }),
  };
}

/** Sorted here: what comes first in a text, each database decides for itself. */
async function listIn(tables: Kysely<Tables>): Promise<readonly PublishedFile[]> {
  const files = await tables.selectFrom('published_files').select(['name', 'sha256']).execute();
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readPiece(
  database: Database,
  sha256: string,
  piece: number,
): Promise<Uint8Array | undefined> {
  const row = await database.read((tables) =>
    tables
      .selectFrom('published_pieces')
      .select('content')
      .where('sha256', '=', sha256)
      .where('piece', '=', piece)
      .executeTakeFirst(),
  );
  return row?.content;
}

function keepPiece(
  database: Database,
  row: { readonly sha256: string; readonly piece: number; readonly content: Uint8Array },
): Promise<unknown> {
  return database.write((tables) =>
    tables
      .insertInto('published_pieces')
      .values({ ...row, content: Buffer.from(row.content) })
      .onConflict((conflict) => conflict.columns(['sha256', 'piece']).doNothing())
      .execute(),
  );
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
