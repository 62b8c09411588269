/** The bill of materials of a release, in CycloneDX, from the lockfile: the same for the same lock. */
import { createHash } from 'node:crypto';

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  /** `sha512-…` in base64. */
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

export interface Lockfile {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface Component {
  readonly type: 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly scope: 'required' | 'excluded';
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
  readonly licenses?: readonly { readonly expression: string }[];
}

/** `builtAt` in milliseconds since the epoch. What is only used to build is `excluded`. */
export function billOfMaterials(lock: Lockfile, builtAt: number): string {
  const components = Object.entries(lock.packages)
    .filter(([path, { link }]) => path !== '' && link !== true)
    .map(([path, locked]) => componentOf(path, locked));
  const unique = [...new Map(components.map((one) => [one['bom-ref'], one])).values()].sort(
    (one, other) => (one['bom-ref'] < other['bom-ref'] ? -1 : 1),
  );
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(unique))}`,
    version: 1,
    metadata: {
      timestamp: new Date(builtAt).toISOString(),
      component: {
        type: 'application',
        'bom-ref': `pkg:npm/${lock.name}@${lock.version}`,
        name: lock.name,
        version: lock.version,
      },
    },
    components: unique,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function componentOf(
  path: string,
  { version = '', license, integrity, dev }: LockedPackage,
): Component {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const sha512 = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    scope: dev === true ? 'excluded' : 'required',
    purl,
    ...(sha512 === undefined
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }),
    ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
  };
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}
