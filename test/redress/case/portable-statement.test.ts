import { describe, expect, test } from 'vitest';
import { codeOf, generateSigningKey, publicKeyOf } from '../../../src/policy/index.ts';
import {
  isAbout,
  openStatement,
  type PortableStatement,
  portableStatementOf,
  type SignedStatement,
  signStatement,
} from '../../../src/redress/index.ts';
import { PAGE, published, ruled, type Story } from './sample-case.ts';

const KEY = await generateSigningKey();
const OTHER = await generateSigningKey();
const KEYS = [publicKeyOf(KEY)];

function statementOf(told: Story): PortableStatement {
  const record = told.case.rulings.at(-1);
  const statement = record && portableStatementOf(record, told.now);
  if (statement === undefined) throw new Error('nothing was published');
  return statement;
}

async function refusal(value: unknown, ...rest: readonly number[]): Promise<string | undefined> {
  const [threshold] = rest;
  return openStatement(value, KEYS, threshold).then(
    () => undefined,
    (error: unknown) => codeOf(error),
  );
}

describe('a portable statement', () => {
  test('holds the reasons, and how things stand', () => {
    const told = published();
    const { expression: _, ...reasons } = told.case.rulings[0]?.ruling.reasons ?? {};
    expect(statementOf(told)).toMatchObject({
      rulingId: 'ruling-1',
      reasons,
      publishedAt: told.now,
      isInForce: true,
    });
    expect(statementOf(told.after('lift'))).toMatchObject({ isInForce: false, liftedAt: told.now });
  });

  test('names no address, and is known to be about it by whoever knows the address', () => {
    const statement = statementOf(published());
    expect(JSON.stringify(statement)).not.toContain('prize.example');
    expect(isAbout(statement, PAGE)).toBe(true);
    expect(isAbout(statement, 'https://prize.example/')).toBe(false);
    expect(isAbout(statement, 'no address')).toBe(false);
  });

  test('names no person', () => {
    const text = JSON.stringify(statementOf(published()));
    expect(['ann', 'reporter', 'complaint'].filter((name) => text.includes(`"${name}`))).toEqual(
      [],
    );
  });

  test('is not there before the ruling is published', () => {
    const told = ruled();
    const [record] = told.case.rulings;
    expect(record && portableStatementOf(record, told.now)).toBeUndefined();
  });

  test('is opened by whoever has the key, however its members are ordered or spaced', async () => {
    const statement = statementOf(published());
    const signed = await signStatement(statement, [KEY]);
    expect(await openStatement(JSON.parse(JSON.stringify(signed, null, 2)), KEYS)).toEqual(
      statement,
    );
    const turned = Object.fromEntries(Object.entries(statement).reverse());
    expect(await openStatement({ ...signed, statement: turned }, KEYS)).toEqual(statement);
  });

  test('is refused with anything changed, or signed by somebody else', async () => {
    const signed = await signStatement(statementOf(published()), [KEY]);
    const change = (members: Partial<PortableStatement>): SignedStatement => ({
      ...signed,
      statement: { ...signed.statement, ...members },
    });
    expect(await refusal(signed)).toBeUndefined();
    expect(await refusal(change({ isInForce: false }))).toBe('bad-signature');
    expect(await refusal(change({ rulingId: 'ruling-2' }))).toBe('bad-signature');
    expect(await refusal(await signStatement(signed.statement, [OTHER]))).toBe('bad-signature');
    expect(await refusal(signed, 2)).toBe('bad-signature');
    expect(await refusal({ ...signed, note: 'true' })).toBe('bad-statement');
    expect(await refusal({ ...signed, signatures: [] })).toBe('bad-statement');
    expect(await refusal('signed')).toBe('bad-statement');
  });
});
