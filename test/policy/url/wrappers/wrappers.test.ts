import { describe, expect, test } from 'vitest';
import { PROVIDERS } from '../../../../src/policy/provider/directory.ts';
import { unwrap } from '../../../../src/policy/url/wrappers/unwrap.ts';
import type { Wrapper } from '../../../../src/policy/url/wrappers/wrapper.ts';
import { SHORTENER_HOSTS, wrappers } from '../../../../src/policy/url/wrappers/wrappers.ts';

const TARGET = 'https://example.com/a/b?c=d&e=%41';
const ESCAPED = encodeURIComponent(TARGET);
const BASE64 = btoa(TARGET);

/** The address of a wrapper around `TARGET`, as its row says that it is written. */
function around({ encoding, parameters, scheme }: Wrapper, host: string, path: string): string {
  const at = `https://${host.replace(/^\*/, 'a.b').replace(/^google$/, 'www.google.de')}`;
  const page = `${at}${path === '*' ? '/x' : path.replace('*', '')}`;
  const parameter = `${page}?other=1&${parameters[0]}=`;
  const bare = TARGET.replace('https://', '');
  switch (encoding) {
    case 'parameter-twice':
      return parameter + encodeURIComponent(ESCAPED);
    case 'parameter-without-scheme':
      return parameter + encodeURIComponent(bare);
    case 'parameter-base64':
      return parameter + encodeURIComponent(BASE64);
    case 'parameter-bing':
      return `${parameter}a1${BASE64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
    case 'parameter-hashed':
      return `${parameter}${ESCAPED}%3AAb1-c`;
    case 'parameter-dashed':
      return parameter + ESCAPED.replaceAll('%2F', '_').replaceAll('%', '-');
    case 'query':
      return `${page}?${TARGET}`;
    case 'path':
      return page + TARGET;
    case 'path-without-scheme':
      return page + bare;
    case 'path-base64':
      return page + BASE64;
    case 'segment':
      return `${page}${ESCAPED}/1/0100`;
    case 'embedded':
      return `${page}1x/${ESCAPED}`;
    case 'underscored':
      return `${page}__${TARGET}__;!!x$`;
    default:
      return parameter + (scheme ?? '') + ESCAPED;
  }
}

const opened = wrappers()
  .filter(({ encoding }) => encoding !== 'none')
  .flatMap((wrapper) =>
    wrapper.hosts.flatMap((host) =>
      wrapper.paths.map((path) => ({ wrapper, address: around(wrapper, host, path) })),
    ),
  );

describe('wrappers', () => {
  test.each(opened)('opens $address', ({ wrapper, address }) => {
    const { hops, destination, opaque } = unwrap(address);
    expect(hops).toHaveLength(1);
    expect(destination).toBe(wrapper.scheme === 'http' ? TARGET.replace('https', 'http') : TARGET);
    expect(opaque).toBeUndefined();
  });

  test('has unique ids, lower-case hosts, and parameters wherever they are read', () => {
    expect(new Set(wrappers().map(({ id }) => id)).size).toBe(wrappers().length);
    for (const { hosts, paths, parameters, encoding } of wrappers()) {
      for (const host of hosts) expect(host).toMatch(/^(?:\*\.)?[a-z0-9.-]+$/);
      for (const path of paths) expect(path).toMatch(/^(?:\/|\*$)/);
      if (encoding.startsWith('parameter')) expect(parameters.length).toBeGreaterThan(0);
      if (encoding === 'none') expect(parameters).toEqual([]);
    }
  });

  test('names no parent that is a single label', () => {
    const parents = wrappers().flatMap(({ hosts }) =>
      hosts.filter((host) => host.startsWith('*.')),
    );
    for (const parent of parents) expect(parent.slice(2)).toContain('.');
  });

  test('shares no host between shorteners and share hosts', () => {
    const shareHosts = PROVIDERS.flatMap(({ shareHosts: hosts }) => hosts);
    expect(shareHosts.filter((host) => SHORTENER_HOSTS.has(host))).toEqual([]);
  });
});
