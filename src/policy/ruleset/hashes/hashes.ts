/**
 * The full hashes of the rules, 32 bytes for each place in the file of rules, in its order. For the
 * service, which answers with them, and for whoever writes the next version: a rule is known again
 * by its full hash and its kind.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { CodedError } from '../../coded-error.ts';
import { fullHashOf } from '../../url/hash.ts';
import type { RuleEntry } from '../rule.ts';

export const HASH_BYTES = 32;

/** A rule of which only the full hash is known, in 64 lower-case hex digits. */
const KNOWN_BY_HASH = /^#[0-9a-f]{64}$/;

/** Characters for which there is room; longer expressions are hashed in the ordinary way. */
const ROOM = 4096;

/** Writes the full hash of an expression to where 32 bytes are free. */
export type RuleHasher = (expression: string, target: Uint8Array) => void;

/**
 * For many expressions: one state is used for all, which costs a third. The hasher throws
 * `bad-rules` where an expression begins like a hash and is none.
 */
export function ruleHasher(): RuleHasher {
  const start = sha256.create();
  const state = sha256.create();
  const room = new Uint8Array(ROOM);
  return (expression, target) => {
    if (expression.startsWith('#')) {
      writeHash(expression, target);
    } else if (writeAscii(expression, room)) {
      start._cloneInto(state).update(room.subarray(0, expression.length)).digestInto(target);
    } else {
      target.set(fullHashOf(expression));
    }
  };
}

/** `order` has, for each place in the file, the index of its rule. */
export function hashesOf(rules: readonly RuleEntry[], order: Uint32Array): Uint8Array<ArrayBuffer> {
  const hash = ruleHasher();
  const hashes = new Uint8Array(order.length * HASH_BYTES);
  for (let place = 0; place < order.length; place += 1) {
    const { expression } = rules[order[place] as number] as RuleEntry;
    hash(expression, hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES));
  }
  return hashes;
}

function writeHash(expression: string, target: Uint8Array): void {
  if (!KNOWN_BY_HASH.test(expression)) {
    throw new CodedError('bad-rules', `rule ${expression.slice(0, 80)}: not a full hash`);
  }
  for (let at = 0; at < HASH_BYTES; at += 1) {
    target[at] = Number.parseInt(expression.slice(1 + 2 * at, 3 + 2 * at), 16);
  }
}

/** False where the text is not ASCII, or too long. */
function writeAscii(text: string, target: Uint8Array): boolean {
  if (text.length > target.length) return false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character > 0x7f) return false;
    target[at] = character;
  }
  return true;
}
