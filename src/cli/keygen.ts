import { Command } from 'commander';
import { CodedError, codeOf, generateSigningKey } from '../policy/index.ts';
import { writeSigningKey } from '../service/publish/index.ts';
import { writeJson, writeLine } from './output.ts';

export function keygenCommand(): Command {
  return new Command('keygen')
    .description('make a key that can sign roots, rulesets or revocations')
    .requiredOption('--out <file>', 'file for the key; one that is there is never written over')
    .option('--json', 'print the public half as JSON')
    .action(async ({ out, json }: { readonly out: string; readonly json?: true }) => {
      const { keyId, publicKey, ...secret } = await generateSigningKey();
      try {
        await writeSigningKey(out, { keyId, publicKey, ...secret });
      } catch (cause) {
        if (codeOf(cause) !== 'EEXIST') throw cause;
        throw new CodedError('bad-option', `${out}: is there already`, { cause });
      }
      if (json) await writeJson({ keyId, publicKey });
      else await writeLine(`${out}: key ${keyId}, public key ${publicKey}`);
    });
}
