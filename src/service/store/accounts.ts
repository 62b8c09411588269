/**
 * Who may work at the desk: accounts with their passkeys, one-time invitations and sessions. What
 * is secret (a password, a session, an invitation) is kept as its hash alone.
 */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  /** Undefined until one was set. */
  readonly passwordHash?: string | undefined;
  /** `issuer subject` of the single sign-on that vouches for it. */
  readonly subject?: string | undefined;
  readonly isDisabled: boolean;
}

export interface Passkey {
  readonly id: string;
  readonly accountId: string;
  /** Base64url. */
  readonly publicKey: string;
  readonly counter: number;
}

export interface Expiring {
  /** SHA-256 of the secret, in hex. */
  readonly digest: string;
  readonly accountId: string;
  readonly expiresAt: Date;
}

export interface Accounts {
  /** False when the name or the subject is taken. */
  add(account: Omit<Account, 'isDisabled'>, now: Date): Promise<boolean>;
  list(): Promise<readonly Account[]>;
  byName(name: string): Promise<Account | undefined>;
  byId(id: string): Promise<Account | undefined>;
  bySubject(subject: string): Promise<Account | undefined>;
  setPassword(id: string, passwordHash: string): Promise<void>;
  setRole(id: string, role: string): Promise<void>;
  /** Ends its sessions too. */
  disable(id: string): Promise<void>;
  addPasskey(passkey: Passkey, now: Date): Promise<boolean>;
  passkey(id: string): Promise<Passkey | undefined>;
  passkeysOf(accountId: string): Promise<readonly Passkey[]>;
  count(passkeyId: string, counter: number): Promise<void>;
  invite(invitation: Expiring): Promise<void>;
  /** Whom it invites; it stays good. */
  invited(digest: string, now: Date): Promise<string | undefined>;
  /** Whom it invites, once. */
  takeInvitation(digest: string, now: Date): Promise<string | undefined>;
  openSession(session: Expiring): Promise<void>;
  sessionOf(digest: string, now: Date): Promise<string | undefined>;
  closeSession(digest: string): Promise<void>;
  /** A random secret that all processes of this service share; made when it is first asked for. */
  secret(name: string, fresh: string): Promise<string>;
  /** True the first time, and again for the same holder; forgets what has expired. */
  spend(id: string, expiresAt: Date, now: Date, holder?: string): Promise<boolean>;
}

export function accountsIn(database: Database): Accounts {
  return {
    ...accountRows(database),
    ...passkeyRows(database),
    ...invitationRows(database),
    ...sessionRows(database),
    ...secretRows(database),
  };
}

const ACCOUNT = ['id', 'name', 'role', 'password_hash', 'subject', 'disabled'] as const;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly password_hash: string | null;
  readonly subject: string | null;
  readonly disabled: number;
}

function accountOf(row: Row | undefined): Account | undefined {
  if (row === undefined) return undefined;
  const { id, name, role } = row;
  return {
    ...{ id, name, role },
    passwordHash: row.password_hash ?? undefined,
    subject: row.subject ?? undefined,
    isDisabled: Number(row.disabled) !== 0,
  };
}

function accountRows({ read, write }: Database) {
  const select = (tables: Kysely<Tables>) => tables.selectFrom('accounts').select(ACCOUNT);
  return {
    async add(account: Omit<Account, 'isDisabled'>, now: Date) {
      const { id, name, role, passwordHash, subject } = account;
      const added = await write((tables) =>
        tables
          .insertInto('accounts')
          .values({
            ...{ id, name, role },
            password_hash: passwordHash ?? null,
            subject: subject ?? null,
            disabled: 0,
            created_at: now.toISOString(),
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst(),
      );
      return added !== undefined;
    },
    async list() {
      const rows = await read((tables) => select(tables).orderBy('name').execute());
      return rows.flatMap((row) => accountOf(row) ?? []);
    },
    byName: async (name: string) =>
      accountOf(await read((tables) => select(tables).where('name', '=', name).executeTakeFirst())),
    byId: async (id: string) =>
      accountOf(await read((tables) => select(tables).where('id', '=', id).executeTakeFirst())),
    bySubject: async (subject: string) =>
      accountOf(
        await read((tables) => select(tables).where('subject', '=', subject).executeTakeFirst()),
      ),
    async setPassword(id: string, passwordHash: string) {
      await write((tables) =>
        tables
          .updateTable('accounts')
          .set({ password_hash: passwordHash })
          .where('id', '=', id)
          .execute(),
      );
    },
    async setRole(id: string, role: string) {
      await write((tables) =>
        tables.updateTable('accounts').set({ role }).where('id', '=', id).execute(),
      );
    },
    async disable(id: string) {
      await write(async (step) => {
        await step.updateTable('accounts').set({ disabled: 1 }).where('id', '=', id).execute();
        await step.deleteFrom('sessions').where('account_id', '=', id).execute();
        await step.deleteFrom('invitations').where('account_id', '=', id).execute();
      });
    },
  };
}

function passkeyRows({ read, write }: Database) {
  const select = (tables: Kysely<Tables>) =>
    tables
      .selectFrom('passkeys')
      .select(['id', 'account_id as accountId', 'public_key as publicKey', 'counter']);
  return {
    async addPasskey({ id, accountId, publicKey, counter }: Passkey, now: Date) {
      const added = await write((tables) =>
        tables
          .insertInto('passkeys')
          .values({
            ...{ id, counter },
            account_id: accountId,
            public_key: publicKey,
            created_at: now.toISOString(),
          })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst(),
      );
      return added !== undefined;
    },
    async passkey(id: string) {
      const row = await read((tables) => select(tables).where('id', '=', id).executeTakeFirst());
      return row === undefined ? undefined : { ...row, counter: Number(row.counter) };
    },
    async passkeysOf(accountId: string) {
      const rows = await read((tables) =>
        select(tables).where('account_id', '=', accountId).execute(),
      );
      return rows.map((row) => ({ ...row, counter: Number(row.counter) }));
    },
    async count(passkeyId: string, counter: number) {
      await write((tables) =>
        tables.updateTable('passkeys').set({ counter }).where('id', '=', passkeyId).execute(),
      );
    },
  };
}

function invitationRows({ read, write }: Database) {
  return {
    async invite({ digest, accountId, expiresAt }: Expiring) {
      await write((tables) =>
        tables
          .insertInto('invitations')
          .values({ digest, account_id: accountId, expires_at: expiresAt.toISOString() })
          .execute(),
      );
    },
    async invited(digest: string, now: Date) {
      const row = await read((tables) =>
        tables
          .selectFrom('invitations')
          .select('account_id')
          .where('digest', '=', digest)
          .where('expires_at', '>', now.toISOString())
          .executeTakeFirst(),
      );
      return row?.account_id;
    },
    async takeInvitation(digest: string, now: Date) {
      const row = await write((tables) =>
        tables
          .deleteFrom('invitations')
          .where('digest', '=', digest)
          .returning(['account_id', 'expires_at'])
          .executeTakeFirst(),
      );
      return row !== undefined && row.expires_at > now.toISOString() ? row.account_id : undefined;
    },
  };
}

function sessionRows({ read, write }: Database) {
  return {
    async openSession({ digest, accountId, expiresAt }: Expiring) {
      await write((tables) =>
        tables
          .insertInto('sessions')
          .values({ digest, account_id: accountId, expires_at: expiresAt.toISOString() })
          .execute(),
      );
    },
    async sessionOf(digest: string, now: Date) {
      const row = await read((tables) =>
        tables
          .selectFrom('sessions')
          .select('account_id')
          .where('digest', '=', digest)
          .where('expires_at', '>', now.toISOString())
          .executeTakeFirst(),
      );
      return row?.account_id;
    },
    async closeSession(digest: string) {
      await write((tables) => tables.deleteFrom('sessions').where('digest', '=', digest).execute());
    },
  };
}

function secretRows({ read, write }: Database) {
  const kept = (tables: Kysely<Tables>, name: string) =>
    tables.selectFrom('service_secrets').select('value').where('name', '=', name);
  return {
    async secret(name: string, fresh: string) {
      const known = await read((tables) => kept(tables, name).executeTakeFirst());
      if (known !== undefined) return known.value;
      return write(async (tables) => {
        await tables
          .insertInto('service_secrets')
          .values({ name, value: fresh })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .execute();
        return (await kept(tables, name).executeTakeFirstOrThrow()).value;
      });
    },
    spend: (id: string, expiresAt: Date, now: Date, holder: string = randomUUID()) =>
      write(async (tables) => {
        await tables.deleteFrom('spent').where('expires_at', '<', now.toISOString()).execute();
        await tables
          .insertInto('spent')
          .values({ id, holder, expires_at: expiresAt.toISOString() })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
        const row = await tables
          .selectFrom('spent')
          .select('holder')
          .where('id', '=', id)
          .executeTakeFirst();
        return row?.holder === holder;
      }),
  };
}
