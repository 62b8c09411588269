/**
 * Archives that are the same bytes for the same files: sorted by name, with one date, and nothing
 * of the machine in them. And their reading, for packages that a store gives out.
 */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

export type Files = ReadonlyMap<string, Uint8Array>;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** 1 January 1980, the first day that the format knows. */
const DATE = 0x0021;

export function zip(files: Files): Buffer {
  const entries = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of entries) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content, { level: 9 });
    const facts = factsOf(content, packed, name);
    const local = Buffer.concat([header(LOCAL, [20]), facts, name, packed]);
    bodies.push(local);
    directory.push(centralEntry(facts, name, offset));
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

/** Of a zip, an xpi or a crx, whose own head comes before the zip in it. Throws where it is none. */
export function unzip(archive: Buffer): Files {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new TypeError('zip: no directory in it');
  const count = archive.readUInt16LE(end + 10);
  const size = archive.readUInt32LE(end + 12);
  const start = end - size;
  // Places are counted from where the zip begins.
  const base = start - archive.readUInt32LE(end + 16);
  const files = new Map<string, Uint8Array>();
  let at = start;
  for (let number = 0; number < count; number += 1) {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (!name.endsWith('/')) files.set(name, contentAt(archive, at, base));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

function contentAt(archive: Buffer, entry: number, base: number): Uint8Array {
  const local = base + archive.readUInt32LE(entry + 42);
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(from, from + archive.readUInt32LE(entry + 20));
  return archive.readUInt16LE(entry + 10) === DEFLATED ? inflateRawSync(packed) : packed;
}

function header(signature: number, versions: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 2 * versions.length);
  bytes.writeUInt32LE(signature, 0);
  for (const [index, version] of versions.entries()) bytes.writeUInt16LE(version, 4 + 2 * index);
  return bytes;
}

/** What stands in both places of an entry. */
function factsOf(content: Uint8Array, packed: Buffer, name: Buffer): Buffer {
  const facts = Buffer.alloc(24);
  facts.writeUInt16LE(FLAGS, 0);
  facts.writeUInt16LE(DEFLATED, 2);
  facts.writeUInt16LE(DATE, 6);
  facts.writeUInt32LE(crc32(content), 8);
  facts.writeUInt32LE(packed.length, 12);
  facts.writeUInt32LE(content.length, 16);
  facts.writeUInt16LE(name.length, 20);
  return facts;
}

function centralEntry(facts: Buffer, name: Buffer, offset: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([header(CENTRAL, [20, 20]), facts, tail, name]);
}
