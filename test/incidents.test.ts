/** docs/enterprise/incidents.md, carried out as it is written: its settings are set, its commands run. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { objectsOf, type Run, run } from './cli/run.ts';
import { temporaryFolder } from './service/temporary-folder.ts';
import { read } from './support/tree.ts';

// A ruleset is made twice, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

interface Block {
  readonly language: string;
  readonly text: string;
}

/** By the names of the chapters. */
const CHAPTERS: ReadonlyMap<string, readonly Block[]> = new Map(
  read('docs/enterprise/incidents.md')
    .split(/^## /m)
    .map((chapter) => [chapter.split('\n', 1)[0] ?? '', blocksOf(chapter)]),
);

function blocksOf(chapter: string): readonly Block[] {
  return [...chapter.matchAll(/^ *```(json|sh)\n([\s\S]*?)^ *```$/gm)].map(
    ([, language = '', text = '']) => ({ language, text }),
  );
}

/** Sets what the chapter sets, runs what it runs, in `folder`, and gives what the commands said. */
async function follow(name: string, folder: string): Promise<readonly Run[]> {
  const said: Run[] = [];
  for (const { language, text } of CHAPTERS.get(name) ?? []) {
    if (language === 'json') {
      await writeFile(join(folder, 'settings.json'), text);
      const checked = await run(['policy', 'check', 'settings.json'], { cwd: folder });
      expect(checked, text).toMatchObject({ code: 0, err: '' });
      expect(checked.out, text).not.toContain('warning: ');
      continue;
    }
    for (const line of text.trim().split('\n')) {
      const [, command = ''] = /^ *npx --no link-guard (.+)$/.exec(line) ?? [];
      const one = await run(command.split(' '), { cwd: folder });
      expect(one, line).toMatchObject({ code: 0, err: '' });
      said.push(one);
    }
  }
  return said;
}

async function publishSources(folder: string, lists: readonly string[]): Promise<void> {
  const sources = lists.map((name) => ({ name, from: `${name}.txt`, violation: 'phishing' }));
  const file = { format: 'link-guard-sources', sources };
  await writeFile(join(folder, 'sources.json'), JSON.stringify(file));
}

describe('what to do when something goes wrong', () => {
  test('a list blocks what people need: it opens at once, and then for everybody', async () => {
    const folder = await temporaryFolder();
    const hosts = Array.from({ length: 100 }, (_, index) => `bad-${index}.example`);
    await writeFile(join(folder, 'good.txt'), hosts.join('\n'));
    await writeFile(join(folder, 'overeager.txt'), 'news.example\n');
    await publishSources(folder, ['good', 'overeager']);
    const publish = ['publish', '--data', 'data', '--sources', 'sources.json'];
    expect(await run(publish, { cwd: folder })).toMatchObject({ code: 0, err: '' });

    await publishSources(folder, ['good']);
    const [checked, opened, published, explained] = await follow(
      'A list blocks what people need',
      folder,
    );
    expect(checked?.out).toContain('allow: ["news.example"] (managed)');
    expect(opened?.out).toBe(
      'open: https://news.example/today (managed: allow-list; block without these settings)\n',
    );
    expect(published?.out).toMatch(/^ruleset \d+: /m);
    expect(explained && objectsOf(explained)).toMatchObject([{ verdict: { kind: 'unlisted' } }]);
  });

  test('something harmful is not blocked: it is, also by its kind', async () => {
    const [, explained] = await follow('Something harmful is not blocked', await temporaryFolder());
    expect(explained?.out).toMatch(
      /^block: https:\/\/casino\.example\/ \(managed: .+\nblock: https:\/\/item\.taobao\.com\/ \(managed: .+\n$/,
    );
  });

  test.each(['A chat site is broken by the guard', 'The service does not answer'])(
    '%s: its settings are right',
    async (name) => {
      expect(CHAPTERS.get(name)).toHaveLength(1);
      await follow(name, await temporaryFolder());
    },
  );
});
