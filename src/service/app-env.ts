/** What every route of the service is given. */
import type { Context } from 'hono';
import type { SigningKey } from '../policy/index.ts';
import type { Limits } from './limits.ts';
import type { LogEntry } from './log-entry.ts';
import type { InternetView } from './owners/internet-view.ts';
import type { PageFiles } from './page-files.ts';
import type { ConnectionBindings } from './remote-address.ts';
import type { RulesetFiles } from './ruleset-files.ts';
import type { SingleSignOn } from './sign-in/single-sign-on.ts';
import type { Store } from './store/store.ts';

export interface AppEnv {
  Bindings: ConnectionBindings;
}

export type AppContext = Context<AppEnv>;

export interface AppOptions {
  readonly store: Store;
  readonly ruleset: RulesetFiles;
  /** The service's own version. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: (entry: LogEntry) => void;
  readonly limits: Limits;
  /** Addresses or ranges of the proxies in front, whose `X-Forwarded-For` is believed. */
  readonly trustedProxy?: string | undefined;
  /** In which those proxies name the reporter whom their single sign-on vouches for. */
  readonly reporterHeader?: string | undefined;
  /** Without them the service has no portal and no desk, only its API. */
  readonly pages?: PageFiles | undefined;
  /** Where people see the service, like `https://guard.example`. */
  readonly publicAddress: () => string;
  readonly singleSignOn?: SingleSignOn | undefined;
  /** What the proof of a domain sees of the internet. */
  readonly internet: InternetView;
  /** Signs statements of reasons; undefined on a node that was given none. */
  readonly statementKey?: SigningKey | undefined;
  /** Whether counts of an organisation's browsers are taken. */
  readonly takesFleet?: boolean | undefined;
  /** Whether the process is about to end, and should be sent nothing new. */
  readonly isDraining?: (() => boolean) | undefined;
}
