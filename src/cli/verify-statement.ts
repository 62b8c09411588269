import { Command } from 'commander';
import * as v from 'valibot';
import { CodedError, type PublicKey, parsePublicKey } from '../policy/index.ts';
import { isAbout, openStatement, type PortableStatement } from '../redress/index.ts';
import { parseRepeated } from './options.ts';
import { writeJson, writeLine } from './output.ts';
import { readText } from './read-text.ts';

interface VerifyStatementOptions {
  readonly key: readonly string[];
  readonly address?: string;
  readonly json?: true;
}

const MORE = `
The key is a public half that you have kept, or the service's own list of them, as a file or as the
address https://…/v1/statements/key.json. The statement holds no address, only its hash: with
--address it is checked that it is about the address that you know. Whether the ruling still stands
as it says is told by the service, or by its public log (verify-log). Exit code 1 where it is not
signed by the key, or is about something else.`;

const SIZE_LIMIT = 1024 * 1024;

const KeysSchema = v.object({ keys: v.array(v.unknown()) });

export function verifyStatementCommand(): Command {
  return new Command('verify-statement')
    .description('check a signed statement of reasons from outside')
    .argument('<file-or-url>', 'the statement; - for standard input')
    .requiredOption(
      '--key <file-or-url>',
      'key of the service that ruled; may be repeated',
      parseRepeated,
    )
    .option('--address <url>', 'the address that it has to be about')
    .option('--json', 'print the statement as JSON')
    .addHelpText('after', MORE)
    .action(async (from: string, { key, address, json }: VerifyStatementOptions) => {
      const keys = (await Promise.all(key.map(readKeys))).flat();
      const statement = await openStatement(await readJson(from, 'bad-statement'), keys);
      if (address !== undefined && !isAbout(statement, address)) {
        throw new CodedError('other-address', 'statement: about another address');
      }
      if (json) await writeJson(statement);
      else for (const line of linesOf(statement)) await writeLine(line);
    });
}

async function readKeys(from: string): Promise<readonly PublicKey[]> {
  const document = await readJson(from, 'bad-key');
  const several = v.safeParse(KeysSchema, document);
  return (several.success ? several.output.keys : [document]).map(parsePublicKey);
}

async function readJson(from: string, code: string): Promise<unknown> {
  const text = await readText(from, SIZE_LIMIT);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodedError(code, `${from}: not JSON`, { cause });
  }
}

function linesOf(statement: PortableStatement): readonly string[] {
  const { rulingId, reasons, covers, publishedAt, liftedAt, replacedAt } = statement;
  const { measure, scope, facts, ground, until } = reasons;
  const what = measure.kind === 'list' ? `${measure.violation}, ${measure.severity}` : measure.kind;
  return [
    `signed: ruling ${rulingId}, as of ${statement.issuedAt}`,
    `measure: ${what}; scope: ${scope}; ${statement.isInForce ? 'in force' : 'not in force'}`,
    `published ${publishedAt}${until === undefined ? '' : `, until ${until}`}`,
    ...(liftedAt === undefined ? [] : [`lifted ${liftedAt}`]),
    ...(replacedAt === undefined ? [] : [`replaced ${replacedAt}`]),
    `covers: ${covers}`,
    `facts: ${JSON.stringify(facts)}`,
    ...(ground.kind === 'unlawful' ? [`law: ${JSON.stringify(ground.law)}`] : []),
    `explanation: ${JSON.stringify(ground.explanation)}`,
  ];
}
