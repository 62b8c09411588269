import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { codeOf, formatReview } from '../policy/index.ts';
import {
  ensureKeys,
  type ListSource,
  type LogEntry,
  publishAside,
  serve,
  wordsOf,
} from '../service/index.ts';
import { wordsOf as reasonOf } from './exit.ts';
import {
  ALLOWING_OPTION,
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
    .option('--policy <name|file>', POLICY_OPTION, 'everyday')
    .option('--list <name=file|url[@violation[@format]]>', LIST_OPTION, parseListOption)
    .option('--allowing <name>', ALLOWING_OPTION, parseRepeated)
    .option('--review <file>', REVIEW_OPTION)
    .option('--reviewed <file>', `${REVIEWED_OPTION}; read again each time`)
    .option('--trust-proxy <address>', 'believe X-Forwarded-For of the proxy at this address')
    .action(async (options: ServeCommandOptions) => {
      const { port, host, data, trustProxy } = options;
      const sources = sourcesOf(options);
      const log = (entry: LogEntry): void => void process.stdout.write(`${wordsOf(entry)}\n`);
      const publish = async () => {
        const { manifest, report } = await publishAside({
          dir: join(data, 'ruleset'),
          policy: await readPolicy(options.policy),
          keys: [(await ensureKeys(data)).ruleset],
          decisions: await readDecisions(options.reviewed),
          grades: {},
          sources,
          now: Date.now(),
        });
        log({ event: 'published', version: manifest.version, rules: manifest.ruleCount });
        for (const text of [...listLines(report), ...conflictLines(report.conflicts)]) {
          log({ event: 'list', text });
        }
        if (options.review !== undefined) {
          await writeFile(options.review, formatReview(report.review));
        }
      };
      await publish();
      const service = await serve({
        ...{ port, host, version, log },
        dataDir: data,
        trustedProxy: trustProxy,
      });
      log({ event: 'listening', address: service.address });
      const timer = setInterval(() => {
        // The ruleset in force stays; the next try may find the list again.
        publish().catch((error: unknown) =>
          log({ event: 'not-published', code: codeOf(error) ?? 'broken', reason: reasonOf(error) }),
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
