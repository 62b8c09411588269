/** Secrets that are handed out once and kept as a hash, and short-lived tokens that we sign. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';

/** 32 random bytes in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret: it is long and random, so one round of SHA-256 does. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Claims with an end, signed: they can be given to anybody and believed when they come back. */
export function seal(
  key: string,
  purpose: string,
  claims: Readonly<Record<string, string | number>>,
  expiresAt: number,
): string {
  const body = Buffer.from(JSON.stringify({ ...claims, expiresAt })).toString('base64url');
  return `${body}.${macOf(key, purpose, body)}`;
}

/** Undefined when we did not sign it, not for this purpose, or its time is over. */
export function unseal<Schema extends v.GenericSchema>(
  key: string,
  purpose: string,
  token: string,
  now: number,
  schema: Schema,
): v.InferOutput<Schema> | undefined {
  const [body = '', mac = '', ...more] = token.split('.');
  if (more.length > 0 || !isSame(mac, macOf(key, purpose, body))) return undefined;
  const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  const { expiresAt } = v.parse(v.looseObject({ expiresAt: v.number() }), claims);
  return expiresAt > now ? v.parse(schema, claims) : undefined;
}

function macOf(key: string, purpose: string, body: string): string {
  return createHmac('sha256', key).update(`${purpose}\n${body}`).digest('base64url');
}
