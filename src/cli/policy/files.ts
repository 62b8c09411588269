import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CodedError, faultText } from '../../policy/index.ts';
import { writeLine } from '../output.ts';
import { checkSettings } from './check-settings.ts';
import { EXAMPLE_IDS, STORE_ID } from './extension-ids.ts';
import { policyFiles } from './policy-files.ts';
import { readSettingsFile } from './read-settings.ts';

interface FilesOptions {
  readonly out: string;
  readonly chromeId: string;
  readonly edgeId: string;
}

export function filesCommand(): Command {
  return new Command('files')
    .description('write what is rolled out: policy files of each browser, templates, profiles')
    .argument('<file>', 'settings as JSON')
    .requiredOption('--out <dir>', 'folder to write to')
    .requiredOption('--chrome-id <id>', 'id of the extension in the Chrome Web Store', parseId)
    .option('--edge-id <id>', 'its id in the Edge store, where it is another one', parseId)
    .action(async (file: string, { out, chromeId, edgeId = chromeId }: FilesOptions) => {
      const read = await readSettingsFile(file);
      const { faults, isComplete } = checkSettings(read);
      const [fault] = faults;
      if (fault !== undefined) {
        throw new CodedError('bad-managed', `${file}: ${faultText(fault)}`);
      }
      if (!isComplete) throw new CodedError('bad-managed', `${file}: format: expected 1`);
      const ids = { chrome: chromeId, edge: edgeId, firefox: EXAMPLE_IDS.firefox };
      for (const [path, bytes] of policyFiles(read.settings, ids)) {
        await mkdir(dirname(join(out, path)), { recursive: true });
        await writeFile(join(out, path), bytes);
        await writeLine(join(out, path));
      }
    });
}

function parseId(text: string): string {
  if (!STORE_ID.test(text)) throw new InvalidArgumentError('expected 32 letters from a to p');
  return text;
}
