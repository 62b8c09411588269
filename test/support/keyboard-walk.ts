/// <reference lib="dom" />
/** Going through a page by the keyboard alone, from its top all the way round, or out of it. */
import type { Page } from 'puppeteer-core';

const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/** More than any page of ours has. */
const MOST_STEPS = 250;

/** What is wrong with the way round, in words. */
export async function walkByKeyboard(page: Page): Promise<readonly string[]> {
  await page.bringToFront();
  if ((await page.$$(CONTROLS)).length === 0) return [];
  await page.evaluate(beginWalk);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(isRound)) return page.evaluate(faultsOfWalk, CONTROLS);
  }
  return [`no way round in ${MOST_STEPS} steps`, ...(await page.evaluate(faultsOfWalk, CONTROLS))];
}

/** What Enter opens, Space closes again. */
export async function toggleByKeyboard(page: Page): Promise<readonly string[]> {
  await page.bringToFront();
  const faults: string[] = [];
  for (const summary of await page.$$('summary')) {
    if (!(await summary.evaluate((one) => one.checkVisibility()))) continue;
    const isOpen = () => summary.evaluate((one) => (one.parentElement as HTMLDetailsElement).open);
    const before = await isOpen();
    await summary.focus();
    await page.keyboard.press('Enter');
    const between = await isOpen();
    await page.keyboard.press(' ');
    if (between === before || (await isOpen()) !== before) {
      faults.push(await summary.evaluate((one) => one.outerHTML.slice(0, 100)));
    }
  }
  return faults;
}

interface Walk {
  readonly steps: Element[];
  readonly faults: string[];
  isRound: boolean;
}

declare const window: { walk: Walk };

function beginWalk(): void {
  const walk: Walk = { steps: [], faults: [], isRound: false };
  window.walk = walk;
  const word = (one: Element) => one.outerHTML.slice(0, 100);
  // From the top, wherever the keyboard stands.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element) || walk.isRound) return;
    if (walk.steps[0] === target) {
      walk.isRound = true;
      return;
    }
    walk.steps.push(target);
    const drawn = [target, target.closest('label')].some((one) => {
      if (one === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    if (!drawn) walk.faults.push(`focus not to be seen: ${word(target)}`);
    const box = target.getBoundingClientRect();
    const x = box.x + box.width / 2;
    const y = Math.min(box.y + box.height / 2, innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const shown = target.closest('label') ?? target;
    if (top === null || !(shown.contains(top) || top.contains(target))) {
      walk.faults.push(`focus covered or out of view: ${word(target)}`);
    }
  });
}

/** Firefox goes on to its own bars after the last, and from there not always to the first. */
function isRound(): boolean {
  const { isRound: isBack, steps } = window.walk;
  return isBack || (steps.length > 0 && document.activeElement === document.body);
}

function faultsOfWalk(selector: string): readonly string[] {
  const { steps, faults } = window.walk;
  const word = (one: Element) => one.outerHTML.slice(0, 100);
  const controls = [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (one) =>
      one.checkVisibility({ visibilityProperty: true }) &&
      !one.matches(':disabled, [tabindex="-1"], [type=file]'),
  );
  // Of radio buttons that belong together one is reached; arrows move between them.
  const reached = controls.filter(
    (one) =>
      !(one instanceof HTMLInputElement && one.type === 'radio') ||
      !controls.some(
        (other) =>
          other instanceof HTMLInputElement && other.name === one.name && steps.includes(other),
      ),
  );
  const missed = reached.filter((one) => !steps.includes(one) && one.isConnected);
  const begins = steps.findIndex(
    (one, index) =>
      index > 0 &&
      Boolean(
        (steps[index - 1] as Element).compareDocumentPosition(one) &
          Node.DOCUMENT_POSITION_PRECEDING,
      ),
  );
  const ordered = begins === -1 ? steps : [...steps.slice(begins), ...steps.slice(0, begins)];
  const astray = ordered.filter(
    (one, index) =>
      index > 0 &&
      Boolean(
        (ordered[index - 1] as Element).compareDocumentPosition(one) &
          Node.DOCUMENT_POSITION_PRECEDING,
      ),
  );
  return [
    ...faults,
    ...missed.map((one) => `never reached: ${word(one)}`),
    ...astray.map((one) => `out of its order: ${word(one)}`),
  ];
}
