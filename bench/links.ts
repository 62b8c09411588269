/** Real addresses to measure on, from the workplace's data where it is there. */
import { readFile } from 'node:fs/promises';

export interface Links {
  readonly addresses: readonly string[];
  /** What they are, in words for the report. */
  readonly origin: string;
}

export async function readLinks(): Promise<Links> {
  try {
    const file = new URL('../../shared/data/benign/web-urls.txt', import.meta.url);
    const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
    const addresses = text.split(/\r?\n/).filter((line) => line !== '');
    return { addresses, origin: `${addresses.length} real addresses (shared web-urls.txt)` };
  } catch {
    // Outside of the workplace the data is not there; the report says so.
    const addresses = Array.from(
      { length: 20_000 },
      (_, n) => `https://www.host-${n % 997}.example/shop/item-${n}.html?id=${n}&utm_source=bench`,
    );
    return { addresses, origin: `${addresses.length} made addresses (web-urls.txt is not here)` };
  }
}
