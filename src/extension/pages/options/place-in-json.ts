/** Finds where in a JSON text a value stands, so that a fault can be shown at its place. Pure. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

interface Level {
  readonly isList: boolean;
  key: string;
  index: number;
  /** Of an object: the next text is a key. */
  awaitsKey: boolean;
}

/** Offset of the value at a dotted place, like `clues.0.at`; of the nearest one around it, else. */
export function offsetOf(text: string, place: string): number {
  let best = { depth: -1, offset: 0 };
  for (const { path, offset } of values(text)) {
    const isOnTheWay = place === path.join('.') || `${place}.`.startsWith(`${path.join('.')}.`);
    if ((path.length === 0 || isOnTheWay) && path.length > best.depth) {
      best = { depth: path.length, offset };
    }
  }
  return best.offset;
}

/** Counted from one. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Where a browser says that a text stops being JSON; its end where it does not say. */
export function syntaxLine(text: string, error: unknown): number {
  const words = error instanceof Error ? error.message : '';
  const [, line] = /line (\d+)/.exec(words) ?? [];
  const [, position] = /position (\d+)/.exec(words) ?? [];
  if (line !== undefined) return Number(line);
  return lineAt(text, position === undefined ? text.length : Number(position));
}

/** Every value with its path, in the order of the text. The text is known to be JSON. */
function* values(text: string) {
  const levels: Level[] = [];
  const path = () => levels.map(({ isList, key, index }) => (isList ? String(index) : key));
  for (const { 0: token, index: offset } of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '}' || token === ']') {
      levels.pop();
    } else if (token === ',') {
      advance(level);
    } else if (level?.awaitsKey === true && token !== ':') {
      level.key = JSON.parse(token);
      level.awaitsKey = false;
    } else if (token !== ':') {
      yield { path: path(), offset };
      if (token === '{' || token === '[') levels.push(opened(token === '['));
    }
  }
}

function opened(isList: boolean): Level {
  return { isList, key: '', index: 0, awaitsKey: !isList };
}

function advance(level: Level | undefined): void {
  if (level === undefined) return;
  level.index += 1;
  level.awaitsKey = !level.isList;
}
