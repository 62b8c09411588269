/// <reference lib="dom" />
/**
 * Where the parts of a page stand, kept as a reference for each page and width. Boxes with a
 * tolerance hold where pictures do not: letters are drawn differently on every machine, but what
 * stands beside what, and from where to where, is the same. They are also read in a review.
 */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';

/** Set, the references are written anew instead of compared with. */
export const WRITE_LAYOUTS = 'LINK_GUARD_WRITE_LAYOUTS';

const FILE = fileURLToPath(new URL('../e2e/references/layouts.json', import.meta.url));

/** In CSS pixels. */
const WIDTHS = [320, 1280];

/** How far an edge may be from where it was, in CSS pixels. */
const EDGE = 20;

/** And the other edge, for a width up to this: words are as long as their letters. */
const LENGTH = { share: 0.25, upTo: 200 };

/** How much higher or lower a part may be: lines break elsewhere with other letters. */
const HEIGHT = 1.6;

/** What it is, then in CSS pixels: from where, to where, how high. */
type Part = readonly [what: string, start: number, end: number, height: number];

type Layouts = Readonly<Record<string, readonly Part[]>>;

const references: Layouts = JSON.parse(readFileSync(FILE, 'utf8'));
const written: Record<string, readonly Part[]> = {};

/** What stands elsewhere than in the reference of this name, in words. */
export async function movedParts(page: Page, name: string): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: 800 });
    const key = `${name}, ${width} px`;
    const parts = await page.evaluate(partsOf);
    written[key] = parts;
    if (process.env[WRITE_LAYOUTS] === undefined) {
      faults.push(...differences(references[key] ?? [], parts).map((one) => `${key}: ${one}`));
    }
  }
  return faults;
}

export async function keepLayouts(): Promise<void> {
  if (process.env[WRITE_LAYOUTS] === undefined) return;
  const pages = Object.entries(written).map(
    ([key, parts]) =>
      `  ${JSON.stringify(key)}: [\n${parts.map((part) => `    ${JSON.stringify(part).replaceAll(',', ', ')}`).join(',\n')}\n  ]`,
  );
  await writeFile(FILE, `{\n${pages.join(',\n')}\n}\n`);
}

export function differences(before: readonly Part[], now: readonly Part[]): readonly string[] {
  const [were, are] = [before, now].map((parts) => parts.map(([what]) => what).join(' › '));
  if (were !== are) return [`parts were ${were}, are ${are}`];
  return now.flatMap((part, index) => {
    const [what, start, end, height] = part;
    const [, from = 0, to = 0, high = 0] = before[index] ?? [];
    const isFrom = Math.abs(start - from) <= EDGE;
    const isThere =
      isFrom &&
      Math.abs(end - to) <= Math.max(EDGE, LENGTH.share * Math.min(to - from, LENGTH.upTo));
    const isAsHigh = Math.max(height, high) <= HEIGHT * Math.min(height, high);
    return isThere && isAsHigh
      ? []
      : [`${what} was ${from}–${to}, ${high}; is ${start}–${end}, ${height}`];
  });
}

function partsOf(): Part[] {
  const parts = 'header, nav, main, section, footer, form, fieldset, table, h1, h2, h3, [role]';
  return [...document.querySelectorAll(parts)].flatMap((one): Part[] => {
    if (!one.checkVisibility() || one.matches('[role=status], [role=tab]')) return [];
    const { left, right, height } = one.getBoundingClientRect();
    const kind = one.getAttribute('class')?.split(' ').at(-1);
    const what = [one.getAttribute('role') ?? one.localName, ...(kind ? [kind] : [])].join('.');
    return [[what, Math.round(left), Math.round(right), Math.round(height)]];
  });
}
