/**
 * What the node that publishes reckons, for every node to answer with: one document under each
 * name, of which the newest stays. Whoever reads one parses it.
 */
import type { Database } from './database.ts';

export const DOCUMENTS = ['equality', 'publishing'] as const;

export type DocumentName = (typeof DOCUMENTS)[number];

export interface Documents {
  keep(name: DocumentName, content: unknown): Promise<void>;
  /** Undefined where none was kept. */
  read(name: DocumentName): Promise<unknown>;
}

export function documentsIn(database: Database): Documents {
  return {
    async keep(name, value) {
      const content = JSON.stringify(value);
      await database.write((tables) =>
        tables
          .insertInto('kept_documents')
          .values({ name, content })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ content }))
          .execute(),
      );
    },
    async read(name) {
      const row = await database.read((tables) =>
        tables
          .selectFrom('kept_documents')
          .select('content')
          .where('name', '=', name)
          .executeTakeFirst(),
      );
      return row === undefined ? undefined : JSON.parse(row.content);
    },
  };
}
