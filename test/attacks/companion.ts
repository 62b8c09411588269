/**
 * A second extension beside ours, which may do in the same pages what any extension may: it opens
 * every shadow root that it finds, and talks to ours. Only in pages that name it.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import type { Ground } from './ground.ts';
import type { World } from './world.ts';

/** What stands in the head of a page in which it is to be at work. */
export const WITH_COMPANION = '<meta name="companion">';

export interface Told {
  /** The markup of every shadow root of the page. */
  readonly roots: readonly string[];
  /** What came of every message to ours: an answer, or why there was none. */
  readonly answers: readonly string[];
}

declare const chrome: { readonly runtime: { readonly id: string } };

const companions = new WeakMap<World, Promise<void>>();

export async function addCompanion({ world }: Ground): Promise<void> {
  const adding = companions.get(world) ?? add(world);
  companions.set(world, adding);
  await adding;
}

async function add({ browser, desk }: World): Promise<void> {
  const ours = await desk.evaluate(() => chrome.runtime.id);
  const folder = await makeTemporaryFolder('companion');
  const manifest = {
    manifest_version: 3,
    name: 'Companion',
    version: '1',
    content_scripts: [{ matches: ['http://localhost/*'], js: ['companion.js'] }],
    browser_specific_settings: { gecko: { id: 'companion@attacks.example' } },
  };
  await writeFile(join(folder.path, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(
    join(folder.path, 'companion.js'),
    `(${work})(globalThis.browser ?? globalThis.chrome, ${JSON.stringify(ours)});`,
  );
  await browser.addExtension(folder.path);
}

/** Waits until it has looked at the page with this many roots in it. */
export function toldBy(
  page: { evaluate(read: () => string | undefined): Promise<string | undefined> },
  roots: number,
): Promise<Told> {
  return until(
    async () => {
      const told = await page.evaluate(() => document.documentElement.dataset.told);
      const parsed = told === undefined ? undefined : (JSON.parse(told) as Told);
      return parsed !== undefined && parsed.roots.length >= roots && parsed.answers.length >= 6
        ? parsed
        : undefined;
    },
    { what: 'the companion' },
  );
}

interface Api {
  readonly runtime: {
    readonly lastError?: { readonly message?: string };
    sendMessage(id: string, message: unknown): Promise<unknown>;
    connect(id: string): { readonly onDisconnect: { addListener(listener: () => void): void } };
  };
  readonly dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null };
}

/** Its content script. */
function work(api: Api, ours: string): void {
  if (document.querySelector('meta[name=companion]') === null) return;
  const answers: string[] = [];
  const messages = [
    { protocol: 'page', name: 'popup.view', input: {} },
    { protocol: 'page', name: 'choice.set', input: { context: 'direct', choice: 'open' } },
    { protocol: 'content', name: 'page.begin' },
    { protocol: 'background', name: 'page.describe' },
    'hello',
  ];
  for (const message of messages) {
    api.runtime.sendMessage(ours, message).then(
      (answer) =>
        answers.push(answer === undefined ? 'nothing' : `answer ${JSON.stringify(answer)}`),
      () => answers.push('refused'),
    );
  }
  try {
    api.runtime.connect(ours).onDisconnect.addListener(() => {
      answers.push(api.runtime.lastError === undefined ? 'closed' : 'refused');
    });
  } catch {
    answers.push('refused');
  }
  const rootOf = (element: Element) =>
    api.dom?.openOrClosedShadowRoot(element) ??
    (element as { openOrClosedShadowRoot?: ShadowRoot }).openOrClosedShadowRoot ??
    null;
  setInterval(() => {
    const roots = [...document.querySelectorAll<HTMLElement>('*')].flatMap(
      (element) => rootOf(element)?.innerHTML ?? [],
    );
    document.documentElement.dataset.told = JSON.stringify({ roots, answers });
  }, 200);
}
