import { describe, expect, test } from 'vitest';
import { clean } from '../../../../src/policy/url/parameters/clean.ts';
import { subscription } from '../../../../src/policy/url/parameters/subscription-words.ts';

describe('subscription', () => {
  test.each([
    '/confirm',
    '/optout',
    '/opt-out/done',
    '/email-settings',
    '/subscription/manage',
    '/verify',
    '/activate',
    '/abmelden',
    '/newsletter/best\u00e4tigen',
    '/bestaetigung',
    '/k\u00fcndigen',
    '/d\u00e9sabonnement',
    '/desinscription',
    '/g%C3%A9rer',
    '/darse-de-baja',
    '/cancelar',
    '/descadastrar',
    '/disiscriviti',
    '/uitschrijven',
    '/wypisz',
    '/avregistrera',
    '/bekr%C3%A4fta',
    '/\u043e\u0442\u043f\u0438\u0441\u0430\u0442\u044c\u0441\u044f',
    '/\u9000\u8ba2',
    '/\u914d\u4fe1\u505c\u6b62',
    '/\uc218\uc2e0\uac70\ubd80',
    '/tuiding',
    '/index.php?action=unsubscribe',
  ])('names the person of a mail stay on %s', (path) => {
    const { href } = new URL(`https://example.com${path}`);
    const address = `${href}${href.includes('?') ? '&' : '?'}mkt_tok=1&_kx=2&ml_subscriber=3`;
    expect(clean(address)).toEqual({ url: address, removed: [] });
  });

  test('a host may speak of it too', () => {
    const address = 'https://preferences.example.com/a?mc_eid=1';
    expect(clean(address).url).toBe(address);
  });

  test.each([
    '/2024/05/how-to-cook-rice.html',
    '/products/red-shoes',
    '/news/discrimination-in-offices',
    '/opting-for-less',
    '/',
  ])('says nothing of %s', (path) => {
    expect(subscription().test(path)).toBe(false);
    const plain = `https://example.com${path}`;
    expect(clean(`${plain}?mkt_tok=1&ck_subscriber_id=2&ml_subscriber=3`).url).toBe(plain);
  });

  test('is read in time on a long address', () => {
    const address = `https://example.com/?${'mkt_tok=1&'.repeat(20_000)}a=${'gpkbinsabrst'.repeat(20_000)}`;
    expect(clean(address).removed).toEqual(['mkt_tok']);
  });
});
