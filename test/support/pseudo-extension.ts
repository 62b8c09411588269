/** The extension as it is built, in a language that is longer than English. */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pseudo } from './pseudo-locale.ts';
import { makeTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

/** `language` is a BCP 47 tag, from which the pages take their direction. */
export async function makePseudoExtension(
  built: string,
  language: string,
): Promise<TemporaryFolder> {
  const folder = await makeTemporaryFolder('pseudo');
  await cp(built, folder.path, { recursive: true });
  for (const other of ['zh_CN', 'zh_TW']) {
    await rm(join(folder.path, '_locales', other), { recursive: true });
  }
  const file = join(folder.path, '_locales/en/messages.json');
  const english = JSON.parse(await readFile(file, 'utf8')) as Record<string, { message: string }>;
  const longer = Object.entries(english).map(([key, { message }]) => [
    key,
    { message: key === 'language' ? language : pseudo(message) },
  ]);
  await writeFile(file, JSON.stringify(Object.fromEntries(longer)));
  return folder;
}
