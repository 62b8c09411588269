/**
 * The vectors of the URL standard, of IDNA and of the public suffix list: the platform's parser
 * reads them as they say, and what we make of an address keeps its host. What is not shared is
 * named, with the reason.
 */
import { describe, expect, test } from 'vitest';
import { parseAddress } from '../../../src/policy/url/address.ts';
import { canonicalize } from '../../../src/policy/url/canonicalize.ts';
import { registrableDomain } from '../../../src/policy/url/host.ts';
import { named, readThirdParty, readThirdPartyLines } from './third-party.ts';

interface UrlVector {
  readonly input: string;
  readonly base: string | null;
  readonly failure?: true;
  readonly href: string;
  readonly protocol: string;
  readonly hostname: string;
}

interface HostVector {
  readonly input: string;
  readonly output: string | null;
}

interface EscapeVector {
  readonly input: string;
  readonly output: { readonly 'utf-8': string };
}

const urls = vectorsOf<UrlVector>('urltestdata.json', 'ada_extra_urltestdata.json');
const hosts = vectorsOf<HostVector>('toascii.json', 'IdnaTestV2.json');
const escapes = vectorsOf<EscapeVector>('percent-encoding.json');
const suffixes = [
  ...readThirdPartyLines('vectors/psl/test_psl.txt')
    .join('\n')
    .matchAll(/^checkPublicSuffix\('(.*?)', (?:null|'(.*?)')\);/gm),
].map(([, host = '', domain]) => ({ host, domain }));

/** Comments stand between the vectors as bare strings. */
function vectorsOf<T extends object>(...files: readonly string[]): readonly T[] {
  const all = files.flatMap((file) => readThirdParty(`vectors/wpt/${file}`) ?? []) as (
    | string
    | T
  )[];
  return all.filter((vector) => typeof vector !== 'string');
}

function hostOf(address: string): string | undefined {
  const canonical = canonicalize(address);
  return canonical.ok ? canonical.url.split('/')[2] : undefined;
}

/** What the names of hosts lose in Safe Browsing: dots in front, behind, and more than one. */
function withoutSpareDots(host: string): string {
  return host.split('.').filter(Boolean).join('.');
}

/** A host in an address that says nothing else: what would end it there is escaped. */
function addressOf(host: string): string {
  const sign = /[\0- "#%/:<>?@[\\\]^`{|}\u007f]/g;
  return `https://${host.replace(sign, (found) => encodeURIComponent(found))}/x`;
}

describe('the URL standard', () => {
  test(named('is what the platform follows', urls), () => {
    const differing = urls.filter(({ input, base, failure, href }) => {
      const parsed = URL.parse(input, base ?? undefined);
      return failure ? parsed !== null : parsed?.href !== href;
    });
    expect(differing).toEqual([]);
  });

  test(named('decides the host of every address but the ones that are named', urls), () => {
    const web = urls.filter(({ failure, protocol }) => !failure && /^https?:$/.test(protocol));
    const differing = web.filter(({ href, hostname }) => hostOf(href) !== hostname);
    // A host of dots alone is no name, and without its spare dots foo.09 ends in a bad number.
    const allowed = ['http://../', 'http://./', 'http://foo.09../'];
    expect([...new Set(differing.map(({ href }) => href))].sort()).toEqual(
      urls.length === 0 ? [] : allowed,
    );
  });

  test(named('decides which addresses open, and where', urls), () => {
    const alone = urls.filter(({ input }) => /^\s*https?:/i.test(input));
    const differing = alone.filter(
      ({ input }) => parseAddress(input)?.href !== URL.parse(input)?.href,
    );
    expect(differing).toEqual([]);
  });

  test(named('decides how a query is escaped', escapes), () => {
    for (const { input, output } of escapes) {
      const address = `http://example.test/?${input}#${input}`;
      expect(URL.parse(address)?.search).toBe(`?${output['utf-8']}`);
      const canonical = canonicalize(address);
      // A backslash, which stays as it is, is the only sign in these that is printable ASCII.
      const expected = output['utf-8'].replaceAll('%5C', '\\');
      expect(canonical).toEqual({ ok: true, url: `http://example.test/?${expected}` });
    }
  });
});

describe('international names', () => {
  /** Neither test of IDNA says that a URL must have a host. */
  const EMPTY = '';

  test(named('are what the platform makes of them', hosts), () => {
    const differing = hosts.filter(({ input, output }) => {
      return (
        input !== EMPTY && (URL.parse(addressOf(input))?.hostname ?? null) !== (output || null)
      );
    });
    expect(differing).toEqual([]);
  });

  test(
    named('keep their host, unless it is longer than a name can be, or dots alone', hosts),
    () => {
      const kept = hosts.filter(({ output }) => {
        const name = withoutSpareDots(output ?? '');
        return name !== '' && name.length <= 253;
      });
      const differing = kept.filter(
        ({ input, output }) => hostOf(addressOf(input)) !== withoutSpareDots(output ?? ''),
      );
      expect(differing).toEqual([]);
      expect(hosts.length === 0 || kept.length > 1000).toBe(true);
    },
  );

  test(named('that the platform refuses are opened nowhere', hosts), () => {
    const refused = hosts.filter(({ output }) => output === null);
    expect(refused.filter(({ input }) => parseAddress(addressOf(input)) !== undefined)).toEqual([]);
  });
});

describe('the public suffix list', () => {
  test(named('gives the registrable domains of its own test', suffixes), () => {
    const toHost = (name: string) => URL.parse(`http://${name}/`)?.hostname ?? '';
    const differing = suffixes.filter(
      ({ host, domain }) =>
        registrableDomain(toHost(host)) !== (domain === undefined ? undefined : toHost(domain)),
    );
    // A host that begins with a dot is read without it, as canonicalisation writes it.
    const allowed = ['.example.com', '.example.example'];
    expect(differing.map(({ host }) => host)).toEqual(suffixes.length === 0 ? [] : allowed);
  });
});
