import { join } from 'node:path';
import { Command } from 'commander';
import { ensureSigningKey, type ListSource, publishRuleset, serve } from '../service/index.ts';
import { LIST_OPTION, POLICY_OPTION, parseListOption, parsePort, readPolicy } from './options.ts';
import { writeLine } from './output.ts';

interface ServeCommandOptions {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly policy: string;
  readonly list?: readonly ListSource[];
}

/** `version` is the service's own. */
export function serveCommand(version: string): Command {
  return new Command('serve')
    .description('publish a ruleset and run the policy service')
    .option('--port <port>', 'port to listen on; 0 takes a free one', parsePort, 8787)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--data <dir>', 'folder for key, ruleset and database', 'data')
    .option('--policy <name|file>', POLICY_OPTION, 'everyday')
    .option('--list <name=file|url[@violation[@format]]>', LIST_OPTION, parseListOption)
    .action(async ({ port, host, data, policy, list }: ServeCommandOptions) => {
      const { manifest } = await publishRuleset({
        dir: join(data, 'ruleset'),
        policy: await readPolicy(policy),
        key: await ensureSigningKey(data),
        grades: {},
        sources: list ?? [],
        now: Date.now(),
      });
      const log = (line: string): void => void process.stdout.write(`${line}\n`);
      const service = await serve({ ...{ port, host, version, log }, dataDir: data });
      await writeLine(`ruleset ${manifest.version}: ${manifest.ruleCount} rules`);
      await writeLine(`policy service at ${service.address}`);
      const close = (): void => void service.close();
      process.once('SIGINT', close);
      process.once('SIGTERM', close);
    });
}
