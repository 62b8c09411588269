import { join } from 'node:path';
import { Command } from 'commander';
import { ensureKeys, type ListSource, publishAside, serve } from '../service/index.ts';
import { LIST_OPTION, POLICY_OPTION, parseListOption, parsePort, readPolicy } from './options.ts';

interface ServeCommandOptions {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly policy: string;
  readonly list?: readonly ListSource[];
  readonly trustProxy?: string;
}

/** Lists change, and a ruleset expires: both are read and signed again. */
const PUBLISH_EVERY_MILLISECONDS = 6 * 3_600_000;

/** `version` is the service's own. */
export function serveCommand(version: string): Command {
  return new Command('serve')
    .description('publish a ruleset and run the policy service')
    .option('--port <port>', 'port to listen on; 0 takes a free one', parsePort, 8787)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--data <dir>', 'folder for keys, ruleset and database', 'data')
    .option('--policy <name|file>', POLICY_OPTION, 'everyday')
    .option('--list <name=file|url[@violation[@format]]>', LIST_OPTION, parseListOption)
    .option('--trust-proxy <address>', 'believe X-Forwarded-For of the proxy at this address')
    .action(async ({ port, host, data, policy, list, trustProxy }: ServeCommandOptions) => {
      const log = (line: string): void => void process.stdout.write(`${line}\n`);
      const publish = async () => {
        const { version: published, ruleCount } = await publishAside({
          dir: join(data, 'ruleset'),
          policy: await readPolicy(policy),
          keys: [(await ensureKeys(data)).ruleset],
          grades: {},
          sources: list ?? [],
          now: Date.now(),
        });
        log(`ruleset ${published}: ${ruleCount} rules`);
      };
      await publish();
      const service = await serve({
        ...{ port, host, version, log },
        dataDir: data,
        trustedProxy: trustProxy,
      });
      log(`policy service at ${service.address}`);
      const timer = setInterval(() => {
        // The ruleset in force stays; the next try may find the list again.
        publish().catch((error: unknown) =>
          log(`not published: ${error instanceof Error ? error.message : String(error)}`),
        );
      }, PUBLISH_EVERY_MILLISECONDS);
      const close = (): void => {
        clearInterval(timer);
        void service.close();
      };
      process.once('SIGINT', close);
      process.once('SIGTERM', close);
    });
}
