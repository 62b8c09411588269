/**
 * Writes what an earlier version of the extension keeps of a person, for the tests of what survives
 * an update: builds that commit, lets its own test ground start it in Chromium with a service, does
 * what a person does, and saves all of it.
 *
 *     node scripts/save-profile.ts --commit 968dd5d --to test/fixtures/profiles/2.json
 *     npm run format
 */
import { execFileSync } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { saveProfile } from '../test/support/saved-profile.ts';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';
import { TEST_GROUND_VARIABLE } from '../test/support/test-ground.ts';
import { until } from '../test/support/until.ts';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';

/** What the saved person did; the tests look for exactly this. */
const DONE = {
  excepted: 'https://excepted.profile.example/page',
  complaint: {
    address: 'https://complained.profile.example/page',
    kind: 'fraud',
    context: 'group',
    comment: 'kept from an earlier version',
  },
} as const;

type Grounds = typeof import('../test/support/fault-ground.ts');
type Chats = typeof import('../test/support/bare-chat.ts');
/** Earlier ones prepare one ground, later ones a list of them. */
interface Preparing {
  prepareTestGround?(): Promise<unknown>;
  prepareTestGrounds?(workers: number): Promise<unknown>;
  removeTestGround(): Promise<void>;
}

async function save({ commit, to }: { commit: string; to: string }): Promise<void> {
  const folder = await makeTemporaryFolder('save-profile');
  const root = join(folder.path, 'earlier');
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: pathInProject('.'), encoding: 'utf8' }).trim();
  const load = <T>(file: string) => import(pathToFileURL(join(root, file)).href) as Promise<T>;
  git('worktree', 'add', '--detach', root, commit);
  try {
    await symlink(pathInProject('node_modules'), join(root, 'node_modules'));
    const preparing = await load<Preparing>('scripts/e2e.ts');
    const prepared = await (preparing.prepareTestGround?.() ?? preparing.prepareTestGrounds?.(1));
    process.env[TEST_GROUND_VARIABLE] = JSON.stringify(prepared);
    const grounds = await load<Grounds>('test/support/fault-ground.ts');
    const chats = await load<Chats>('test/support/bare-chat.ts');
    const saved = await live(grounds, chats, git('rev-parse', '--short', commit));
    await writeFile(to, `${JSON.stringify(saved, undefined, 2)}\n`);
    await preparing.removeTestGround();
    say(`${to}: database of version ${saved.database.version}`);
  } finally {
    git('worktree', 'remove', '--force', root);
    await folder.remove();
  }
}

async function live(grounds: Grounds, chats: Chats, commit: string) {
  const ground = await grounds.prepareGround('chromium');
  const { browser, chat, desk, service } = ground;
  try {
    // A second one, so that both slots are written.
    const version = await service.publish([grounds.LISTED, 'second.profile.example']);
    await grounds.lookForUpdate(desk);
    await grounds.untilVersion(desk, version);
    await grounds.ask(desk, 'choice.set', { context: 'group', choice: 'block' });
    await grounds.ask(desk, 'choice.set', { context: 'direct', choice: 'ask' });
    await chats.say(chat, 'excepted', DONE.excepted);
    await chats.untilState(chat, 'excepted', 'stopped');
    await chats.press(chat, 'excepted');
    const gate = await browser.findExtensionPage(grounds.GATE);
    await until(() => gate.evaluate(grounds.readGateText), { what: 'the gate' });
    // Earlier ones counted days.
    const remember = { scope: 'origin', days: null, lasts: 'always' };
    await grounds.ask(gate, 'gate.proceed', { remember });
    await service.front.setMode('down');
    await grounds.ask(desk, 'complaint.file', DONE.complaint);
    await browser.killWorker();
    return await saveProfile(desk, commit);
  } finally {
    await ground.close();
  }
}

await runScript(
  new Command('save-profile')
    .requiredOption('--commit <commit>', 'the version that writes it')
    .requiredOption('--to <file>', 'where it is saved')
    .action(save),
);
