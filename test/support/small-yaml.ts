/**
 * Reads as much of YAML as our own files are written in: nested maps and lists by two spaces, flow
 * lists and maps of plain words, quoted words, literal blocks. Anything else is an error.
 */
export type Yaml = string | readonly Yaml[] | { readonly [name: string]: Yaml };

interface Line {
  readonly indent: number;
  readonly text: string;
  readonly number: number;
}

export function parseYaml(text: string): readonly Yaml[] {
  return text.split(/^---$/m).map((document) => {
    const lines = linesOf(document);
    const value = parseBlock(lines, lines[0]?.indent ?? 0);
    if (lines[0] !== undefined) throw wrong(lines[0], 'is left over');
    return value;
  });
}

function linesOf(text: string): Line[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.includes('\t')) throw new Error(`line ${index + 1}: a tab`);
    const content = line.replace(/(^|\s)#.*$/, '').trimEnd();
    const indent = content.length - content.trimStart().length;
    return content === '' ? [] : [{ indent, text: content.trimStart(), number: index + 1 }];
  });
}

function parseBlock(lines: Line[], indent: number): Yaml {
  return lines[0]?.text.startsWith('- ') ? parseList(lines, indent) : parseMap(lines, indent);
}

function parseList(lines: Line[], indent: number): Yaml {
  const list: Yaml[] = [];
  for (let [line] = lines; line?.indent === indent && line.text.startsWith('- '); [line] = lines) {
    const inner = { ...line, indent: indent + 2, text: line.text.slice(2) };
    lines.shift();
    if (/^[\w.-]+:( |$)/.test(inner.text)) {
      lines.unshift(inner);
      list.push(parseMap(lines, indent + 2));
    } else list.push(parseScalar(inner.text, inner));
  }
  return list;
}

function parseMap(lines: Line[], indent: number): Yaml {
  const map: Record<string, Yaml> = {};
  for (let [line] = lines; line?.indent === indent; [line] = lines) {
    const [, name, rest = ''] = /^([\w.-]+):(?: (.*))?$/.exec(line.text) ?? [];
    if (name === undefined) throw wrong(line, 'is no member of a map');
    if (Object.hasOwn(map, name)) throw wrong(line, 'stands there twice');
    lines.shift();
    map[name] =
      rest === '' || rest === '|' ? parseInner(lines, indent, rest) : parseScalar(rest, line);
  }
  return map;
}

function parseInner(lines: Line[], indent: number, mark: string): Yaml {
  const [next] = lines;
  if (next === undefined || next.indent <= indent) return '';
  if (mark !== '|') return parseBlock(lines, next.indent);
  const block: string[] = [];
  for (let [line] = lines; line !== undefined && line.indent > indent; [line] = lines) {
    block.push(line.text);
    lines.shift();
  }
  return block.join('\n');
}

function parseScalar(text: string, line: Line): Yaml {
  const quoted = /^"([^"\\]*)"$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  if (text === '{}') return {};
  const flow = /^\[(.*)\]$/.exec(text)?.[1];
  if (flow !== undefined) return flow.split(',').map((each) => parseScalar(each.trim(), line));
  if (/^["'[{&*!|>%@`]|: |^- /.test(text)) throw wrong(line, 'is more than is read here');
  return text;
}

function wrong({ number, text }: Line, why: string): Error {
  return new Error(`line ${number}: ${text}: ${why}`);
}
