/** A page of 10,000 links with the guard on it, beside the same page without. */
import { findOrInstall } from '../scripts/setup.ts';
import type { Report } from './figures.ts';
import { readLinks } from './links.ts';
import { measurePages } from './page.ts';

export async function benchPage(report: Report): Promise<void> {
  findOrInstall(['chromium']);
  for (const figures of await measurePages(await readLinks())) {
    const { kind, handled, links, longestTask } = figures;
    const add = (figure: string, ours: number, unit: string, goal?: string) =>
      report.add({
        figure: `page of ${kind} links: ${figure}`,
        ...{ ours, unit },
        ...(goal === undefined ? {} : { goal }),
      });
    add(`handled, of ${links}`, handled, 'links');
    add('time until all are handled', figures.took, 'ms');
    add('messages to the worker', figures.messages, 'messages', '<= 10');
    add('look-ups sent', figures.lookups, 'requests');
    // The browser reports no task that is shorter than 50 ms: 0 is "none".
    add('longest task once loaded', longestTask.afterLoad, 'ms', '<= 50');
    report.note(
      `page of ${kind} links: longest task with the guard ${longestTask.guarded.toFixed(0)} ms, without ${longestTask.plain.toFixed(0)} ms (0: none over 50)`,
    );
  }
}
