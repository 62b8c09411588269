import { describe, expect, test } from 'vitest';
import { read } from './read-list.ts';

describe('importList of abp', () => {
  test('reads hosts, pages, exact addresses and exceptions', () => {
    expect(
      read(
        'abp',
        '[Adblock Plus 2.0]',
        '! comment',
        '||host.test^',
        '||all.test^$all',
        '||doc.test^$document,popup',
        'plain-host.test',
        '|http://exact.test/page|',
        '@@||good.test^$document',
        '@@||host.test/fine^',
      ),
    ).toEqual({
      listed: ['host.test/', 'all.test/', 'doc.test/', 'plain-host.test/', 'exact.test/page'],
      allowed: ['good.test/', 'host.test/fine', 'host.test/fine/'],
      refused: [],
    });
  });

  test('lists a page with what is below it, and never its host', () => {
    expect(
      read(
        'abp',
        '||big.test/a/b^$all',
        '||big.test/folder/',
        '||big.test/get?id=1^$all',
        '||big.test/1/2/3/4.exe^',
      ).listed,
    ).toEqual([
      'big.test/a/b',
      'big.test/a/b/',
      'big.test/folder/',
      'big.test/get?id=1',
      'big.test/1/2/3/4.exe',
    ]);
  });

  test.each([
    ['||a.test^$third-party', 'option: $third-party restricts the rule'],
    ['||a.test^$script', 'option: $script restricts the rule'],
    ['||a.test^$document,domain=b.test', 'option: $domain restricts the rule'],
    ['||a.test^$removeparam=utm_source', 'option: $removeparam lists nothing'],
    ['||a.test^$csp=script-src none', 'option: $csp lists nothing'],
    ['||a.test^$redirect=noop.js,script', 'option: $redirect lists nothing'],
    ['||a.test^$document,badfilter', 'option: $badfilter lists nothing'],
    ['||a.test^$~third-party', 'option: $~third-party restricts the rule'],
    ['!#include other.txt', 'directive: includes another list'],
    ['||a.*/x^', 'filter: a wildcard'],
    ['||a.test^x', 'filter: a wildcard'],
    ['/banner/', 'filter: a regular expression'],
    ['banner', 'filter: not anchored at a host'],
    ['&ad=1', 'filter: not anchored at a host'],
    ['a.test##.ad', 'filter: speaks of elements, not of addresses'],
    ['||1.2.3^', 'host: a number that is not a full IP address'],
    ['||203.0.113.0/24^', 'address: a network'],
    ['||com^', 'host: a single label'],
    ['||co.uk^', 'host: a public suffix'],
  ])('refuses %s', (line, rule) => {
    expect(read('abp', line)).toEqual({ listed: [], allowed: [], refused: [`1: ${rule}`] });
  });

  test.each([...['||a.test|', '||a.test/|', '||a.test^|', '|http://a.test/|', '||a.test/b/|']])(
    'does not widen %s, which is one address, to what is below it',
    (line) => {
      const rule = 'filter: of one address whose expression is of all below it';
      expect(read('abp', line)).toEqual({ listed: [], allowed: [], refused: [`1: ${rule}`] });
    },
  );

  test('refuses what stands under a condition, and what another filter disables', () => {
    expect(
      read(
        'abp',
        '!#if env_firefox',
        '||a.test^',
        'b.test',
        '!#else',
        '||c.test^',
        '!#endif',
        '||d.test^',
        '||e.test^',
        '||e.test^$badfilter',
        '||f.test^$all,important',
        '||f.test^$all,important,badfilter',
      ),
    ).toEqual({
      listed: ['d.test/'],
      allowed: [],
      refused: [
        '2: directive: stands under a condition',
        '3: directive: stands under a condition',
        '5: directive: stands under a condition',
        '8: option: disabled by $badfilter',
        '9: option: $badfilter lists nothing',
        '10: option: disabled by $badfilter',
        '11: option: $badfilter lists nothing',
      ],
    });
  });
});
