import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { CodedError, codeOf, openFirstRoot, openRootDraft, type Root } from '../policy/index.ts';
import { cosignDraft, readTrust } from '../service/publish/index.ts';
import { parseRepeated, readAnchor, readSigningKeys } from './options.ts';
import { writeDraftReport } from './role-options.ts';

interface CosignOptions {
  readonly sign?: readonly string[];
  readonly root?: string;
  readonly json?: true;
}

const MORE = `
Look at what it shows before you sign. Without --sign it only says who has signed.`;

export function cosignCommand(): Command {
  return new Command('cosign')
    .description('sign a drafted root, and say whose signatures are there and whose are missing')
    .argument('<file>', 'draft that root or rotate wrote with --draft')
    .option('--sign <file>', 'root key to sign with; may be repeated', parseRepeated)
    .option('--root <dir|file>', 'the root before it, or a folder whose newest it is')
    .option('--json', 'print what is there as JSON')
    .addHelpText('after', MORE)
    .action(async (file: string, { sign = [], root, json }: CosignOptions) => {
      const former = root === undefined ? undefined : await readFormer(root);
      const keys = await readSigningKeys(sign);
      try {
        const bytes = await cosignDraft(file, former, keys);
        await writeDraftReport(file, await openRootDraft(bytes, former), json);
      } catch (cause) {
        if (codeOf(cause) !== 'root-gap' || former !== undefined) throw cause;
        throw new CodedError(
          'bad-option',
          `${file}: not the first root: name the one before it with --root`,
          { cause },
        );
      }
    });
}

async function readFormer(path: string): Promise<Root> {
  if ((await stat(path)).isDirectory()) return (await readTrust(path)).trust.root;
  return openFirstRoot(await readAnchor(path));
}
