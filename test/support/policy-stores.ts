/** Reads what an administrator deploys as the operating systems do. */

/** A key of the registry: the values by name, and the keys below it. */
export interface RegistryKey {
  readonly values: Map<string, string | number>;
  readonly below: Map<string, RegistryKey>;
}

export function emptyRegistry(): RegistryKey {
  return { values: new Map(), below: new Map() };
}

/** Imports a file as the editor of the registry does, on top of what is there. */
export function importRegistry(bytes: Uint8Array, registry: RegistryKey): void {
  const text = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }).decode(bytes);
  const [head, ...lines] = text.split('\r\n');
  if (head !== '\u{feff}Windows Registry Editor Version 5.00') throw new Error('no such file');
  let here = registry;
  for (const line of lines) {
    const [, minus, path] = /^\[(-?)(.*)\]$/.exec(line) ?? [];
    if (path !== undefined) {
      if (minus === '-') remove(registry, path.split('\\'));
      else here = keyAt(registry, path.split('\\'));
    } else if (line !== '') {
      const [, name = '', value = ''] = /^"((?:[^"\\]|\\.)*)"=(.*)$/.exec(line) ?? [];
      if (value === '') throw new Error(`not understood: ${line}`);
      here.values.set(unescaped(name), dataOf(value));
    }
  }
}

export function keyAt(registry: RegistryKey, path: readonly string[]): RegistryKey {
  return path.reduce((node, name) => {
    const found = node.below.get(name) ?? emptyRegistry();
    node.below.set(name, found);
    return found;
  }, registry);
}

/** As the browsers read it: keys are objects, and what is numbered is a list. */
export function settingsIn({ values, below }: RegistryKey): unknown {
  const entries = [...values, ...[...below].map(([name, key]) => [name, settingsIn(key)] as const)];
  return entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name))
    ? entries.map(([, value]) => value)
    : Object.fromEntries(entries);
}

function remove(registry: RegistryKey, path: readonly string[]): void {
  keyAt(registry, path.slice(0, -1)).below.delete(path.at(-1) ?? '');
}

function dataOf(value: string): string | number {
  if (/^dword:[0-9a-f]{8}$/.test(value)) return Number.parseInt(value.slice(6), 16);
  if (value.startsWith('hex(1):')) {
    const bytes = value.slice(7).split(',');
    const text = Buffer.from(bytes.join(''), 'hex').toString('utf16le');
    return text.slice(0, text.indexOf('\0'));
  }
  if (!/^"(?:[^"\\]|\\.)*"$/.test(value)) throw new Error(`not understood: ${value}`);
  return unescaped(value.slice(1, -1));
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

/** Throws at what the format of property lists has no word for. */
export function readPropertyList(text: string): unknown {
  const [, body = ''] = /<plist version="1.0">(.*)<\/plist>\s*$/s.exec(text) ?? [];
  const tokens = [...body.matchAll(/\s*(<[^>]+>)([^<]*)/g)].map(
    ([, tag = '', content = '']) => [tag, unentitied(content)] as const,
  );
  let at = 0;

  function next(): readonly [tag: string, content: string] {
    const token = tokens[at];
    at += 1;
    if (token === undefined) throw new Error('ends too early');
    return token;
  }

  function until<T>(end: string, one: () => T): T[] {
    const found: T[] = [];
    while (tokens[at]?.[0] !== end) found.push(one());
    next();
    return found;
  }

  function simple(tag: string, content: string, form: RegExp): string {
    if (next()[0] !== `</${tag}>` || !form.test(content)) throw new Error(`no ${tag}: ${content}`);
    return content;
  }

  function value(): unknown {
    const [tag, content] = next();
    switch (tag) {
      case '<true/>':
      case '<false/>':
        return tag === '<true/>';
      case '<array/>':
        return [];
      case '<dict/>':
        return {};
      case '<integer>':
        return Number(simple('integer', content, /^[+-]?\d+$/));
      case '<real>':
        return Number(simple('real', content, /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i));
      case '<string>':
        return simple('string', content, /^/);
      case '<array>':
        return until('</array>', value);
      case '<dict>':
        return Object.fromEntries(
          until('</dict>', () => {
            const [, name] = next();
            return [simple('key', name, /^/), value()] as const;
          }),
        );
      default:
        throw new Error(`not understood: ${tag}`);
    }
  }

  const read = value();
  if (at !== tokens.length) throw new Error('ends too late');
  return read;
}

function unentitied(text: string): string {
  const letters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(\w+);/g, (_, name: string) => letters[name] ?? '');
}

/** What group policy writes for each policy of a template, by the names of the values from the settings on. */
export interface TemplatePolicy {
  readonly name: string;
  /** Of the key, from the settings on. */
  readonly path: readonly string[];
  /** Of what is written when it is enabled and disabled; undefined for a policy of elements. */
  readonly switched:
    | { readonly valueName: string; readonly on: string; readonly off: string }
    | undefined;
  readonly elements: readonly {
    readonly kind: string;
    readonly path: readonly string[];
    readonly attributes: Readonly<Record<string, string>>;
    readonly values: readonly string[];
  }[];
}

/** `key` is the registry key of the settings. */
export function readTemplate(text: string, key: string): readonly TemplatePolicy[] {
  const pathOf = (at: string) =>
    at
      .slice(key.length)
      .split('\\')
      .filter((name) => name !== '');
  return [...text.matchAll(/<policy ([^>]*)>(.*?)<\/policy>/gs)].map(([, head = '', body = '']) => {
    const { name = '', key: own = '', valueName } = attributesOf(head);
    const [, on] = /<enabledValue><decimal value="(\d+)"\/><\/enabledValue>/.exec(body) ?? [];
    const [, off] = /<disabledValue><decimal value="(\d+)"\/><\/disabledValue>/.exec(body) ?? [];
    const elements = [
      ...body.matchAll(/<(list|text|decimal|enum) (id=[^>]*?)(?:\/>|>(.*?)<\/enum>)/gs),
    ].map(([, kind = '', attributes = '', items = '']) => {
      const read = attributesOf(attributes);
      const values = [...items.matchAll(/<value><string>([^<]*)<\/string><\/value>/g)];
      return {
        kind,
        attributes: read,
        path: pathOf(read.key ?? own),
        values: values.map(([, one = '']) => one),
      };
    });
    const isSwitch = valueName !== undefined && on !== undefined && off !== undefined;
    const switched = isSwitch ? { valueName, on, off } : undefined;
    return { name, path: pathOf(own), switched, elements };
  });
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value] as const),
  );
}
