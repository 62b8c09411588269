/** What was found in a file of a ruleset, in words: a headline and what belongs to it. */
import {
  isExpired,
  type Manifest,
  type PeekedDocument,
  type Revocation,
  type Root,
} from '../policy/index.ts';
import type { FileDescription, InspectedFile } from './describe-file.ts';

type Rules = Extract<FileDescription, { kind: 'rules' }>;
type Hosts = Extract<FileDescription, { kind: 'hosts' }>;

/** `now` in milliseconds since the epoch. */
export function linesOf({ file, description }: InspectedFile, now: number): readonly string[] {
  if (description === undefined) return [`${file}: missing`];
  const [headline = '', ...more] = describe(description, now);
  return [`${file}: ${headline}`, ...more.map((line) => `  ${line}`)];
}

function describe(description: FileDescription, now: number): readonly string[] {
  switch (description.kind) {
    case 'rules':
      return rulesLines(description);
    case 'hosts':
      return hostsLines(description);
    case 'delta':
      return [
        `delta of ${description.size} bytes`,
        `from ${description.from}`,
        `to ${description.to}`,
      ];
    case 'log': {
      const { versions, first, last } = description;
      return [
        `log of ${versions} versions, ${first.version} to ${last.version}`,
        `head ${last.head}`,
      ];
    }
    default:
      return documentLines(description, now);
  }
}

function documentLines(peeked: PeekedDocument, now: number): readonly string[] {
  const signed = `signed by ${peeked.keyIds.join(', ')}`;
  switch (peeked.kind) {
    case 'manifest':
      return [
        `manifest of version ${peeked.document.version}, ${signed}`,
        ...manifestLines(peeked.document, now),
      ];
    case 'root':
      return [`root ${peeked.document.number}, ${signed}`, ...rootLines(peeked.document, now)];
    case 'revocation':
      return [
        `revocation ${peeked.document.number}, ${signed}`,
        ...revocationLines(peeked.document),
      ];
  }
}

function manifestLines(manifest: Manifest, now: number): readonly string[] {
  const { policyId, ruleCount, lists, shrinks, parts, deltas, former } = manifest;
  return [
    datesOf(manifest, now),
    `${ruleCount} rules, policy ${policyId}`,
    ...(shrinks ? ['meant to have less than half of the rules it had'] : []),
    former === null
      ? 'the first version'
      : `goes on from version ${former.version}, head ${former.head}`,
    ...lists.map(
      ({ list, date, ruleCount: count }) =>
        `list ${list}: ${count} rules, ${date === null ? 'without a date' : `of ${date}`}`,
    ),
    ...Object.entries(parts).map(
      ([name, { size, sha256 }]) => `part ${name}: ${size} bytes, ${sha256}`,
    ),
    ...deltas.map(({ from, size, sha256 }) => `delta from ${from}: ${size} bytes, ${sha256}`),
  ];
}

function rootLines(root: Root, now: number): readonly string[] {
  const roles = Object.entries(root.roles).map(
    ([role, { threshold, keyIds }]) => `${role}: ${threshold} of ${keyIds.join(', ')}`,
  );
  return [datesOf(root, now), ...roles];
}

function revocationLines({ issuedAt, keyIds, versions }: Revocation): readonly string[] {
  return [
    `issued ${issuedAt}`,
    `keys: ${keyIds.join(', ') || 'none'}`,
    `versions: ${versions.join(', ') || 'none'}`,
  ];
}

function rulesLines({ ruleCount, size, bytesPerRule, zones, segments }: Rules): readonly string[] {
  const each = bytesPerRule === null ? '' : `, ${bytesPerRule.toFixed(2)} a rule`;
  return [
    `${ruleCount} rules in ${size} bytes${each}`,
    zones === null ? 'covers every address' : `covers ${zones.join(', ')}`,
    ...segments.flatMap(({ name, key, hasHashed, ruleCount: count, kinds }) => [
      `${name}: ${count} rules, key ${key}${hasHashed ? ', some known by their hash alone' : ''}`,
      ...kinds.map(
        ({ effect, violation, severity, list, ruleCount: ofKind }) =>
          `  ${effect}, ${violation}, ${severity}, list ${list}: ${ofKind} rules`,
      ),
    ]),
  ];
}

function hostsLines({ size, bytesPerHost, base, blocked, cleared }: Hosts): readonly string[] {
  const each = bytesPerHost === null ? '' : `, ${bytesPerHost.toFixed(2)} an added one`;
  return [
    `hosts in plain, ${size} bytes${each}`,
    base === null ? 'a base' : `since the base ${base}`,
    `blocked: ${blocked.added} added, ${blocked.gone} gone`,
    `cleared: ${cleared.added} added, ${cleared.gone} gone`,
  ];
}

function datesOf(
  { issuedAt, expiresAt }: { readonly issuedAt: string; readonly expiresAt: string },
  now: number,
): string {
  return `issued ${issuedAt}, ${isExpired({ expiresAt }, now) ? 'expired' : 'expires'} ${expiresAt}`;
}
