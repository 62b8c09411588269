/**
 * A policy service of the administrator's own, and the root that vouches for its rulesets. What is
 * named and cannot be read is no service at all: nobody else may be asked in its place.
 */
import * as v from 'valibot';
import { fromBase64 } from '../ruleset/base64.ts';
import { peekDocument } from '../ruleset/trust/peek.ts';
import { fields, type Shape, text } from './shape.ts';

const LONGEST_ADDRESS = 500;
/** Of Base64: a root with thirty keys and as many signatures. */
const LONGEST_ROOT = 64 * 1024;

/** Names of this machine, to which no network leads. */
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1'];

const AddressSchema = v.pipe(
  v.string('expected an https:// address'),
  v.trim(),
  v.maxLength(LONGEST_ADDRESS),
  v.check(isServiceAddress, 'expected an https:// address without user, query or fragment'),
  v.transform((address) => address.replace(/\/+$/, '')),
);

const RootSchema = v.pipe(
  v.string('expected a signed root in base64'),
  v.trim(),
  v.maxLength(LONGEST_ROOT),
  v.check(isRoot, 'expected a signed root (roots/1.json) in base64'),
);

const FIELDS = fields({
  /** Without a slash at the end. */
  address: text(AddressSchema),
  /** Base64 of the envelope of the root that trust begins with. */
  root: text(RootSchema),
});

export const ownService: typeof FIELDS = {
  form: FIELDS.form,
  read: (raw, place, faults) => FIELDS.read(raw, place, faults) ?? {},
};

export type OwnService = typeof FIELDS extends Shape<infer T> ? T : never;

function isServiceAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (/[?#]/.test(address)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname));
}

/** Whether it says that it is one; who signed it is seen when it is used. */
function isRoot(base64: string): boolean {
  const bytes = fromBase64(base64);
  return bytes !== undefined && peekDocument(bytes)?.kind === 'root';
}
