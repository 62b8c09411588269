/**
 * Reads the packed public suffix list where it lies, and answers as `tldts` does from the same
 * rules.
 *
 * The file (`scripts/pack-suffixes.ts` writes it) is a graph of labels, from the right of a host to
 * the left, all numbers little-endian: six 32-bit numbers (FORMAT, how many nodes, edges and letters
 * there are, the root of the rules, the root of the exceptions); of each node and one more the
 * index of its first edge, of each edge the node it leads to, 16 bits each; of each node its flag,
 * of each edge the length of its label, 8 bits each; the labels, the edges of a node in their order.
 */

export interface HostParts {
  /** Registrable domain; null where the host is a public suffix itself. */
  readonly domain: string | null;
  readonly publicSuffix: string;
  readonly isIcann: boolean;
  readonly isPrivate: boolean;
}

/** "LGS1", read as a little-endian number. */
export const FORMAT = 0x3153474c;
export const HEADER_BYTES = 24;
/** Flags of a node; one that only leads to others has none. */
const ICANN = 1;
const PRIVATE = 2;
const WILDCARD = 0x2a;

/** An opened file. */
export interface Suffixes {
  readonly edgeStart: Uint16Array;
  readonly edgeChild: Uint16Array;
  readonly nodeFlags: Uint8Array;
  /** Where the label of each edge begins; one more entry than there are edges. */
  readonly labelStart: Uint32Array;
  readonly labels: Uint8Array;
  readonly rulesRoot: number;
  readonly exceptionsRoot: number;
}

/** Throws where the bytes are not such a file. */
export function openSuffixes(file: ArrayBuffer): Suffixes {
  const [format, nodes = 0, edges = 0, letters = 0, rulesRoot = 0, exceptionsRoot = 0] =
    file.byteLength < HEADER_BYTES ? [] : new Uint32Array(file, 0, HEADER_BYTES / 4);
  const childAt = HEADER_BYTES + 2 * (nodes + 1);
  const flagsAt = childAt + 2 * edges;
  const lengthAt = flagsAt + nodes;
  const labelsAt = lengthAt + edges;
  if (format !== FORMAT || file.byteLength !== labelsAt + letters) {
    throw new Error('public suffixes: not a file of them');
  }
  return {
    edgeStart: new Uint16Array(file, HEADER_BYTES, nodes + 1),
    edgeChild: new Uint16Array(file, childAt, edges),
    nodeFlags: new Uint8Array(file, flagsAt, nodes),
    labelStart: sumsOf(new Uint8Array(file, lengthAt, edges)),
    labels: new Uint8Array(file, labelsAt, letters),
    rulesRoot,
    exceptionsRoot,
  };
}

function sumsOf(lengths: Uint8Array): Uint32Array {
  const sums = new Uint32Array(lengths.length + 1);
  let sum = 0;
  for (let index = 0; index < lengths.length; index += 1) {
    sum += lengths[index] ?? 0;
    sums[index + 1] = sum;
  }
  return sums;
}

/** As `parse` of `tldts`, with the private section. The host in lower-case ASCII. */
export function partsOf(host: string, list: Suffixes): HostParts {
  const exception = walk(host, list, list.exceptionsRoot);
  const rule = exception ?? walk(host, list, list.rulesRoot);
  // An exception is what anybody registers under the suffix to its right.
  const start = exception === undefined ? rule?.start : host.indexOf('.', exception.start) + 1;
  const publicSuffix = host.slice(start ?? host.lastIndexOf('.') + 1);
  return {
    domain: domainOf(host, publicSuffix),
    publicSuffix,
    isIcann: ((rule?.flag ?? 0) & ICANN) !== 0,
    isPrivate: ((rule?.flag ?? 0) & PRIVATE) !== 0,
  };
}

function domainOf(host: string, suffix: string): string | null {
  const name = host.replace(/^\.+/, '');
  if (suffix.length === name.length) return null;
  return host.slice(host.lastIndexOf('.', host.length - suffix.length - 2) + 1);
}

interface Match {
  /** Where the labels that match begin. */
  readonly start: number;
  readonly flag: number;
}

/** The longest name in the graph that the host ends in. */
function walk(host: string, list: Suffixes, root: number): Match | undefined {
  let match: Match | undefined;
  let node = root;
  for (let end = host.length; end > 0; ) {
    const start = host.lastIndexOf('.', end - 1) + 1;
    const child = start === end ? undefined : childOf(node, host, start, end, list);
    if (child === undefined) break;
    const flag = list.nodeFlags[child] ?? 0;
    if (flag !== 0) match = { start, flag };
    node = child;
    end = start - 1;
  }
  return match;
}

function childOf(
  node: number,
  host: string,
  start: number,
  end: number,
  { edgeStart, edgeChild, labelStart, labels }: Suffixes,
): number | undefined {
  const first = edgeStart[node] ?? 0;
  let low = first;
  let high = edgeStart[node + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const from = labelStart[middle] ?? 0;
    const order = compare(host, start, end, labels, from, labelStart[middle + 1] ?? 0);
    if (order === 0) return edgeChild[middle];
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  // In the order of their letters, the wildcard is a node's first edge.
  const isWildcard =
    first < (edgeStart[node + 1] ?? 0) && labels[labelStart[first] ?? 0] === WILDCARD;
  return isWildcard ? edgeChild[first] : undefined;
}

/** Less than 0 where the host's label stands before the other one, 0 where they are the same. */
function compare(
  host: string,
  start: number,
  end: number,
  labels: Uint8Array,
  from: number,
  to: number,
): number {
  const length = Math.min(end - start, to - from);
  for (let index = 0; index < length; index += 1) {
    const order = host.charCodeAt(start + index) - (labels[from + index] ?? 0);
    if (order !== 0) return order;
  }
  return end - start - (to - from);
}
