import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import {
  CodedError,
  codeOf,
  type ImportedLinkRules,
  importLinkRules,
  joinLinkRules,
} from '../policy/index.ts';
import { writeJson } from './output.ts';

export function linkRulesCommand(): Command {
  return new Command('link-rules')
    .description(
      'read lists of wrappers and tracking parameters for the settings of an administrator',
    )
    .argument(
      '<file...>',
      'rules of ClearURLs, of Brave (debounce, clean-urls, query-filter), or ours',
    )
    .addHelpText('after', '\nWhat is not taken is said on standard error, an entry a line.')
    .action(async (files: readonly string[]) => {
      const { rules, refused } = await readLinkRules(files);
      for (const { entry, rule } of refused) process.stderr.write(`${entry}: ${rule}\n`);
      await writeJson({ linkRules: rules });
    });
}

/** The rules of all files, in their order; each refused entry with its file. */
export async function readLinkRules(files: readonly string[]): Promise<ImportedLinkRules> {
  const all = await Promise.all(files.map(readFileOfRules));
  return {
    rules: joinLinkRules(all.map(({ rules }) => rules)),
    refused: all.flatMap(({ refused }) => refused),
  };
}

async function readFileOfRules(file: string): Promise<ImportedLinkRules> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const why = codeOf(cause) === 'ENOENT' ? 'no such file' : 'cannot be read';
    throw new CodedError('bad-link-rules', `${file}: ${why}`, { cause });
  }
  try {
    const { rules, refused } = importLinkRules(text);
    const inFile = refused.map(({ entry, rule }) => ({ entry: `${file}: ${entry}`, rule }));
    return { rules, refused: inFile };
  } catch (cause) {
    if (codeOf(cause) !== 'bad-link-rules' || !(cause instanceof CodedError)) throw cause;
    throw new CodedError('bad-link-rules', `${file}: ${cause.message}`, { cause });
  }
}
