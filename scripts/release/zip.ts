/**
 * Archives that are the same bytes for the same files: sorted by name, with one date, and nothing
 * of the machine in them. And their reading, for packages that a store gives out.
 */
import { unzipSync, type Zippable, zipSync } from 'fflate';

export type Files = ReadonlyMap<string, Uint8Array>;

/** The first day that the format knows; it is written as local time, in whichever zone. */
const DATE = new Date(1980, 0, 1);

export function zip(files: Files): Uint8Array {
  const entries = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const input: Zippable = Object.fromEntries(entries);
  return zipSync(input, { level: 9, mtime: DATE });
}

/** Of a zip, an xpi or a crx. Throws where it is none. */
export function unzip(archive: Uint8Array): Files {
  const files = Object.entries(unzipSync(withoutHead(archive)));
  return new Map(files.filter(([path]) => !path.endsWith('/')));
}

/** A crx begins with its kind, its version, the length of its signatures, and these. */
function withoutHead(archive: Uint8Array): Uint8Array {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  if (bytes.toString('latin1', 0, 4) !== 'Cr24') return archive;
  return archive.subarray(12 + bytes.readUInt32LE(8));
}
