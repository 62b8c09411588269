/**
 * Which complaints come from people who belong together, so that they count as one. Wrongly
 * joining two costs nobody anything: numbers change no verdict, only who is looked at first.
 */
import { HOUR, type Instant, milliseconds } from '../instant.ts';

export interface Voice {
  /** Of the complaint. */
  readonly id: string;
  /** How the caller knows the reporter again. */
  readonly reporter: string;
  /** The caller's keyed hash of the network's prefix; never an address. */
  readonly network?: string | undefined;
  readonly at: Instant;
  readonly comment: string;
}

/** Complaints with no longer pause than this between them are one burst. */
export const BURST_PAUSE = HOUR / 4;

/** Letters from which on two people do not write the same by chance. */
const TELLING_LENGTH = 24;

/**
 * The same reporter, the same network and the same telling text belong together always; short
 * texts, and the same text of none at all, within one burst. In the order of the ids.
 */
export function clustersOf(voices: readonly Voice[]): readonly (readonly string[])[] {
  const bursts = burstsOf(voices);
  const groups = new Groups();
  for (const voice of voices) {
    for (const mark of marksOf(voice, bursts.get(voice.id) ?? 0)) groups.join(voice.id, mark);
  }
  const members = new Map<string, string[]>();
  for (const { id } of voices.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const group = groups.of(`id ${id}`);
    members.set(group, [...(members.get(group) ?? []), id]);
  }
  return [...members.values()];
}

/** How a text reads without what is easily varied: case, digits, marks, spaces, width. */
export function textShapeOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]+/gu, '');
}

function marksOf({ reporter, network, comment }: Voice, burst: number): readonly string[] {
  const shape = textShapeOf(comment);
  const isTelling = shape.length >= TELLING_LENGTH;
  return [
    `reporter ${reporter}`,
    ...(network === undefined ? [] : [`network ${network}`]),
    isTelling ? `text ${shape}` : `burst ${burst} ${shape}`,
  ];
}

function burstsOf(voices: readonly Voice[]): ReadonlyMap<string, number> {
  const bursts = new Map<string, number>();
  let burst = 0;
  let former = Number.NEGATIVE_INFINITY;
  for (const { id, at } of voices.toSorted((one, other) => (one.at < other.at ? -1 : 1))) {
    if (milliseconds(at) - former > BURST_PAUSE) burst += 1;
    former = milliseconds(at);
    bursts.set(id, burst);
  }
  return bursts;
}

/** Union-find over names. */
class Groups {
  readonly #parents = new Map<string, string>();

  of(name: string): string {
    let root = name;
    for (
      let parent = this.#parents.get(root);
      parent !== undefined;
      parent = this.#parents.get(root)
    ) {
      root = parent;
    }
    // Shorten the way for the next time.
    for (let at = name; at !== root; ) {
      const next = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = next;
    }
    return root;
  }

  join(one: string, other: string): void {
    const [root, otherRoot] = [this.of(`id ${one}`), this.of(other)];
    if (root !== otherRoot) this.#parents.set(root, otherRoot);
  }
}
