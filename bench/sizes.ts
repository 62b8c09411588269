/** What the browser has to load, after gzip, beside its limit. */
import { bundleSizes } from '../scripts/bundle-size.ts';
import { builtExtension } from '../test/support/test-ground.ts';
import type { Report } from './figures.ts';

const KILOBYTE = 1024;
const LIMITS = { contentScript: 20, background: 96 };

export async function benchSizes(report: Report): Promise<void> {
  const sizes = await bundleSizes(builtExtension('chromium'));
  for (const [part, limit] of Object.entries(LIMITS)) {
    report.add({
      figure: `size of the ${part === 'background' ? 'worker' : 'content script'}, gzipped`,
      ours: sizes[part as keyof typeof LIMITS] / KILOBYTE,
      unit: 'KB',
      goal: `<= ${limit}`,
    });
  }
}
