import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { formatReview } from '../policy/index.ts';
import { ensureKeys, type ListSource, publishAside, publishTo, serve } from '../service/index.ts';
import {
  ALLOWING_OPTION,
  databaseOption,
  LIST_OPTION,
  POLICY_OPTION,
  parseListOption,
  parsePort,
  parseRepeated,
  REVIEW_OPTION,
  REVIEWED_OPTION,
  readDecisions,
  readPolicy,
  sourcesOf,
} from './options.ts';
import { conflictLines, listLines } from './report.ts';

interface ServeCommandOptions {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly database?: string;
  readonly policy: string;
  readonly list?: readonly ListSource[];
  readonly allowing?: readonly string[];
  readonly review?: string;
  readonly reviewed?: string;
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
    .addOption(databaseOption())
    .option('--policy <name|file>', POLICY_OPTION, 'everyday')
    .option('--list <name=file|url[@violation[@format]]>', LIST_OPTION, parseListOption)
    .option('--allowing <name>', ALLOWING_OPTION, parseRepeated)
    .option('--review <file>', REVIEW_OPTION)
    .option('--reviewed <file>', `${REVIEWED_OPTION}; read again each time`)
    .option('--trust-proxy <address>', 'believe X-Forwarded-For of the proxy at this address')
    .action(async (options: ServeCommandOptions) => {
      const { port, host, data, trustProxy } = options;
      const sources = sourcesOf(options);
      const log = (line: string): void => void process.stdout.write(`${line}\n`);
      const publish = async () => {
        const dir = join(data, 'ruleset');
        const { manifest, report } = await publishTo(options.database, dir, async () =>
          publishAside({
            dir,
            policy: await readPolicy(options.policy),
            keys: [(await ensureKeys(data)).ruleset],
            decisions: await readDecisions(options.reviewed),
            grades: {},
            sources,
            now: Date.now(),
          }),
        );
        log(`ruleset ${manifest.version}: ${manifest.ruleCount} rules`);
        for (const line of [...listLines(report), ...conflictLines(report.conflicts)]) log(line);
        if (options.review !== undefined) {
          await writeFile(options.review, formatReview(report.review));
        }
      };
      await publish();
      const service = await serve({
        ...{ port, host, version, log },
        dataDir: data,
        database: options.database,
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
