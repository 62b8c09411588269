/** Property lists for macOS: alone, and in a profile that a management server deploys. */
import { createHash } from 'node:crypto';
import { type Settings, storedIn } from './stored.ts';

export function propertyList(settings: Settings): string {
  return plist(storedIn(settings));
}

export interface Profile {
  readonly name: string;
  readonly organisation: string;
  /** Settings by preference domain. */
  readonly domains: Readonly<Record<string, Settings>>;
}

export function mobileConfig({ name, organisation, domains }: Profile): string {
  const payloads = Object.entries(domains).map(([domain, settings]) => ({
    ...head(`${name} (${domain})`, `link-guard.${domain}`),
    PayloadType: domain,
    ...settings,
  }));
  return plist({
    ...head(name, 'link-guard'),
    PayloadType: 'Configuration',
    PayloadOrganization: organisation,
    PayloadScope: 'System',
    PayloadContent: payloads,
  });
}

function head(name: string, identifier: string) {
  return {
    PayloadDisplayName: name,
    PayloadIdentifier: identifier,
    PayloadUUID: uuidOf(identifier),
    PayloadVersion: 1,
  };
}

/** The same for the same identifier, so that a newer profile takes the place of the older one. */
function uuidOf(identifier: string): string {
  const hex = createHash('sha256').update(identifier).digest('hex').toUpperCase();
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join('-');
}

function plist(value: unknown): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${element(value, '')}
</plist>
`;
}

function element(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (typeof value === 'boolean') return `${indent}<${value}/>`;
  if (typeof value === 'number') {
    const kind = Number.isSafeInteger(value) ? 'integer' : 'real';
    return `${indent}<${kind}>${value}</${kind}>`;
  }
  if (Array.isArray(value)) {
    return wrapped(
      'array',
      value.map((entry) => element(entry, inner)),
      indent,
    );
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).flatMap(([name, entry]) => [
      `${inner}<key>${xml(name)}</key>`,
      element(entry, inner),
    ]);
    return wrapped('dict', entries, indent);
  }
  if (typeof value !== 'string') throw new TypeError(`a property list holds no ${value}`);
  return `${indent}<string>${xml(value)}</string>`;
}

function wrapped(name: string, lines: readonly string[], indent: string): string {
  if (lines.length === 0) return `${indent}<${name}/>`;
  return [`${indent}<${name}>`, ...lines, `${indent}</${name}>`].join('\n');
}

export function xml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
