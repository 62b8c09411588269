import { describe, expect, test } from 'vitest';
import type { Stores } from '../stores.ts';

const NOW = new Date('2026-11-20T08:00:00.000Z');
const LATER = new Date('2026-11-20T09:00:00.000Z');
const ANN = { id: 'a', name: 'ann', role: 'reviewer' };

export function testAccounts(stores: Stores): void {
  const accounts = async () => (await stores.open(await stores.newPlace())).accounts;

  describe('accounts', () => {
    test('are found by name, id and subject, and keep what was set', async () => {
      const kept = await accounts();
      expect(await kept.add({ ...ANN, subject: 'https://id.example 7' }, NOW)).toBe(true);
      await kept.setPassword('a', 'hash');
      await kept.setRole('a', 'senior');
      const ann = await kept.byName('ann');
      expect(ann).toEqual({
        ...ANN,
        role: 'senior',
        passwordHash: 'hash',
        subject: 'https://id.example 7',
        isDisabled: false,
      });
      expect(await kept.byId('a')).toEqual(ann);
      expect(await kept.bySubject('https://id.example 7')).toEqual(ann);
      expect(await kept.byName('Ann')).toBeUndefined();
      expect(await kept.list()).toEqual([ann]);
    });

    test('have one name and one subject each', async () => {
      const kept = await accounts();
      await kept.add({ ...ANN, subject: 's' }, NOW);
      expect(await kept.add({ ...ANN, id: 'b' }, NOW)).toBe(false);
      expect(await kept.add({ ...ANN, id: 'b', name: 'bob', subject: 's' }, NOW)).toBe(false);
      expect(await kept.list()).toHaveLength(1);
    });

    test('lose their sessions and invitations when they are disabled', async () => {
      const kept = await accounts();
      await kept.add(ANN, NOW);
      await kept.openSession({ digest: 's', accountId: 'a', expiresAt: LATER });
      await kept.invite({ digest: 'i', accountId: 'a', expiresAt: LATER });
      await kept.disable('a');
      expect((await kept.byId('a'))?.isDisabled).toBe(true);
      expect(await kept.sessionOf('s', NOW)).toBeUndefined();
      expect(await kept.takeInvitation('i', NOW)).toBeUndefined();
    });

    test('have passkeys that count', async () => {
      const kept = await accounts();
      const passkey = { id: 'k', accountId: 'a', publicKey: 'AQID', counter: 0 };
      expect(await kept.addPasskey(passkey, NOW)).toBe(true);
      expect(await kept.addPasskey({ ...passkey, accountId: 'b' }, NOW)).toBe(false);
      await kept.count('k', 5);
      expect(await kept.passkey('k')).toEqual({ ...passkey, counter: 5 });
      expect(await kept.passkeysOf('a')).toHaveLength(1);
      expect(await kept.passkeysOf('b')).toEqual([]);
    });
  });

  describe('invitations and sessions', () => {
    test('an invitation is taken once, and not after its time', async () => {
      const kept = await accounts();
      await kept.invite({ digest: 'one', accountId: 'a', expiresAt: LATER });
      await kept.invite({ digest: 'two', accountId: 'a', expiresAt: LATER });
      expect(await kept.invited('one', NOW)).toBe('a');
      expect(await kept.takeInvitation('one', NOW)).toBe('a');
      expect(await kept.takeInvitation('one', NOW)).toBeUndefined();
      expect(await kept.takeInvitation('two', LATER)).toBeUndefined();
    });

    test('a session ends with its time, or before', async () => {
      const kept = await accounts();
      await kept.openSession({ digest: 's', accountId: 'a', expiresAt: LATER });
      expect(await kept.sessionOf('s', NOW)).toBe('a');
      expect(await kept.sessionOf('s', LATER)).toBeUndefined();
      await kept.closeSession('s');
      expect(await kept.sessionOf('s', NOW)).toBeUndefined();
    });
  });

  describe('secrets', () => {
    test('are made once and stay', async () => {
      const kept = await accounts();
      expect(await kept.secret('x', 'first')).toBe('first');
      expect(await kept.secret('x', 'second')).toBe('first');
    });

    test('what is spent cannot be spent again, by whoever is first', async () => {
      const kept = await accounts();
      const both = await Promise.all([kept.spend('p', LATER, NOW), kept.spend('p', LATER, NOW)]);
      expect(both.sort()).toEqual([false, true]);
      expect(await kept.spend('p', LATER, NOW)).toBe(false);
    });
  });
}
