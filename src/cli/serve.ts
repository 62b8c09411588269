import { mkdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { CodedError, codeOf } from '../policy/index.ts';
import { type FiguresOptions, type Limits, type LogEntry, serve } from '../service/index.ts';
import { ensureStatementKey } from '../service/publish/index.ts';
import { keepPublished } from './keep-published.ts';
import { type LogForm, logOption, openLog } from './log.ts';
import { parsePort, parseSeconds } from './options.ts';
import {
  notPublished,
  type PublisherOptions,
  publishOrSign,
  withPublisherOptions,
} from './publisher.ts';
import { quotaOption } from './quota-option.ts';

interface ServeCommandOptions extends PublisherOptions {
  readonly port: number;
  readonly host: string;
  readonly trustProxy?: string;
  readonly reporterHeader?: string;
  readonly pages?: string;
  readonly publicAddress?: string;
  readonly oidcIssuer?: string;
  readonly oidcClient?: string;
  readonly requireProof?: true;
  readonly fleet?: true;
  readonly quota?: Partial<Limits>;
  readonly publish: boolean;
  readonly metricsPort?: number;
  readonly metricsHost: string;
  readonly log: LogForm;
  readonly drain: number;
}

const OIDC_SECRET = 'LINK_GUARD_OIDC_SECRET';

/** What a list that is down leads to: it is no reason to serve nothing. */
const OF_A_LIST = new Set(['bad-source', 'bad-list']);

/** `version` is the service's own. */
export function serveCommand(version: string): Command {
  return withPublisherOptions(new Command('serve'))
    .description('publish a ruleset and run the policy service')
    .option('--port <port>', 'port to listen on; 0 takes a free one', parsePort, 8787)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option(
      '--trust-proxy <addresses>',
      'believe X-Forwarded-For of the proxies there: addresses or ranges, with commas',
    )
    .option(
      '--reporter-header <name>',
      'header in which those proxies name a reporter whom their single sign-on vouches for',
    )
    .option('--pages <dir>', 'folder of the built pages: portal and desk')
    .option('--public-address <url>', 'where people see the service, for sign-in')
    .addOption(
      new Option('--oidc-issuer <url>', 'single sign-on for the desk').env(
        'LINK_GUARD_OIDC_ISSUER',
      ),
    )
    .addOption(
      new Option('--oidc-client <id>', `its client; the secret is in ${OIDC_SECRET}`).env(
        'LINK_GUARD_OIDC_CLIENT',
      ),
    )
    .option('--require-proof', 'take no complaint without a solved puzzle')
    .option('--fleet', "take the counts of the organisation's browsers")
    .addOption(quotaOption())
    .option('--no-publish', 'serve what is published in the folder, and publish nothing')
    .option('--metrics-port <port>', 'give figures for Prometheus there, at /metrics', parsePort)
    .option('--metrics-host <host>', 'address of that port', '127.0.0.1')
    .addOption(logOption())
    .option('--drain <seconds>', 'go on so long, unready, when told to end', parseSeconds, 0)
    .action(async (options: ServeCommandOptions) => {
      const { port, host, data: dataDir, database, trustProxy: trustedProxy } = options;
      // On an empty disk there is not even the folder.
      await mkdir(dataDir, { recursive: true });
      const log = openLog(options.log);
      if (options.publish) await ensureStatementKey(dataDir);
      const begun: Begun = options.publish ? await begin(options) : { entries: [] };
      const service = await serve({
        ...{ port, host, version, dataDir, database, trustedProxy, log: log.log },
        figures: figuresOf(options),
        reporterHeader: options.reporterHeader,
        takesFleet: options.fleet,
        pagesDir: options.pages,
        publicAddress: options.publicAddress,
        singleSignOn: singleSignOnOf(options),
        limits: { ...options.quota, ...(options.requireProof ? { proofIsRequired: true } : {}) },
      }).catch((error: unknown) => {
        throw codeOf(error) === 'no-ruleset' ? (begun.error ?? error) : error;
      });
      log.onDropped((count) => service.observe({ event: 'lines-dropped', count }));
      const tell = (entry: LogEntry): void => {
        service.observe(entry);
        log.log(entry);
      };
      for (const entry of begun.entries) tell(entry);
      tell({ event: 'listening', address: service.address });
      const { figuresAddress } = service;
      if (figuresAddress !== undefined) tell({ event: 'metrics', address: figuresAddress });
      const stop = options.publish
        ? keepPublished({ options, service, tell, nextEnd: begun.nextEnd })
        : () => undefined;
      const end = async (): Promise<void> => {
        stop();
        service.drain();
        tell({ event: 'ending' });
        await wait(options.drain * 1000);
        await service.close();
        await log.end();
      };
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
    });
}

function singleSignOnOf({ oidcIssuer, oidcClient }: ServeCommandOptions) {
  if (oidcIssuer === undefined && oidcClient === undefined) return undefined;
  if (oidcIssuer === undefined || oidcClient === undefined) {
    throw new CodedError('bad-option', '--oidc-issuer and --oidc-client: give both or none');
  }
  const clientSecret = process.env[OIDC_SECRET];
  return { issuer: oidcIssuer, clientId: oidcClient, clientSecret };
}

interface Begun {
  readonly entries: readonly LogEntry[];
  readonly nextEnd?: string | undefined;
  readonly error?: unknown;
}

/** Where a list is down, what was published before is served. */
async function begin(options: PublisherOptions): Promise<Begun> {
  try {
    return await publishOrSign(options);
  } catch (error) {
    if (!OF_A_LIST.has(codeOf(error) ?? '')) throw error;
    return { entries: [notPublished(error)], error };
  }
}

function figuresOf({ metricsPort, metricsHost }: ServeCommandOptions): FiguresOptions | undefined {
  return metricsPort === undefined ? undefined : { port: metricsPort, host: metricsHost };
}
