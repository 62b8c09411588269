/**
 * Reaches a PostgreSQL database through a bounded pool of `pg`, in the form that Kysely's dialect
 * wants. Nothing waits for ever: connecting, a lock, a statement and an answer each have their time.
 */
import { CompiledQuery, type PostgresClient, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import { CodedError } from '../../policy/index.ts';

/** How many connections one process holds at most. */
const POOL_SIZE = 10;

const TIMEOUTS = {
  connectionTimeoutMillis: 2_000,
  lock_timeout: 3_000,
  statement_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  /** For a server that says nothing at all any more. */
  query_timeout: 7_000,
  idleTimeoutMillis: 30_000,
};

/**
 * What was acknowledged is on the disk: a server that acknowledges earlier is told not to for us. One
 * that waits for its replicas too goes on doing so.
 */
const DURABLY = `select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') = 'off'`;

const INT8 = 20;

/** Numbers that JavaScript can hold; PostgreSQL's driver would hand them out as text. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format),
};

/** A statement that begins so, with its name after it, is parsed and planned once a connection. */
export const PREPARED = '/* prepared: ';

export interface PostgresOptions {
  readonly poolSize?: number | undefined;
  /** Whether a statement may take as long as it takes: a new index on a large table does. */
  readonly isPatient?: boolean;
}

export function isPostgres(place: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(place);
}

export function openPostgres(url: string, options: PostgresOptions = {}): PostgresDialect {
  const { poolSize = POOL_SIZE, isPatient = false } = options;
  const pool = new pg.Pool({
    ...TIMEOUTS,
    ...(isPatient && { statement_timeout: 0, query_timeout: 0 }),
    connectionString: url,
    max: poolSize,
    types: TYPES,
    application_name: 'link-guard',
    keepAlive: true,
  });
  // A connection that is lost while nobody uses it is replaced when somebody wants one.
  pool.on('error', () => undefined);
  // One that is lost while it is used fails its statement; the event says the same once more.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({
    pool: adapt(pool),
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(DURABLY));
    },
  });
}

/** What is no answer of the server is a connection that cannot be used: `store-unavailable`. */
function adapt(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, Awaited<ReturnType<PostgresPool['connect']>>>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch((cause: unknown) => {
        throw isAnswer(cause) ? cause : lost(cause);
      });
      const known = clients.get(client) ?? adaptClient(client);
      clients.set(client, known);
      return known;
    },
  };
}

function adaptClient(client: pg.PoolClient): Awaited<ReturnType<PostgresPool['connect']>> {
  let isLost = false;
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      return await client.query({ ...namedIfPrepared(sql), values: [...parameters] });
    } catch (cause) {
      if (isAnswer(cause)) throw cause;
      isLost = true;
      throw lost(cause);
    }
  };
  return {
    // Its other form, with a cursor, is for streams, and we have none.
    query: query as unknown as PostgresClient['query'],
    release: (destroy = false) => client.release(destroy || isLost),
  };
}

function namedIfPrepared(text: string): { readonly text: string; readonly name?: string } {
  if (!text.startsWith(PREPARED)) return { text };
  return { text, name: text.slice(PREPARED.length, text.indexOf(' ', PREPARED.length)) };
}

function isAnswer(error: unknown): boolean {
  return error instanceof pg.DatabaseError;
}

function lost(cause: unknown): CodedError {
  return new CodedError('store-unavailable', 'store: the database does not answer', { cause });
}
