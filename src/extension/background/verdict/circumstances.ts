/** What an action depends on besides the link: policy, grades, choices, time, version, share. */
import browser from 'webextension-polyfill';
import { type ActInput, type Grades, noPolicy } from '../../../policy/index.ts';
import { managedNow } from '../../storage/managed.ts';
import * as settings from '../../storage/settings.ts';
import { rulesetAtHand } from '../ruleset/ruleset.ts';

export interface Circumstances
  extends Pick<
    ActInput,
    'policy' | 'personal' | 'managed' | 'exceptions' | 'now' | 'version' | 'share'
  > {
  readonly grades: Grades;
}

/** Never rejects: what cannot be read is what it falls back to. */
export async function circumstances(): Promise<Circumstances> {
  const [ruleset, personal, exceptions, forSession, share, { settings: managed }] =
    await Promise.all([
      rulesetAtHand(),
      settings.personal.get(),
      settings.exceptions.get(),
      settings.sessionExceptions.get(),
      stableShare(),
      managedNow(),
    ]);
  return {
    policy: ruleset?.policy ?? noPolicy(),
    grades: ruleset?.grades ?? {},
    personal,
    managed,
    exceptions: [...forSession, ...exceptions],
    now: Date.now(),
    version: ownVersion(),
    share,
  };
}

let version: string | undefined;

/** The browser makes all of the manifest anew whenever it is asked for. */
function ownVersion(): string {
  version ??= browser.runtime.getManifest().version;
  return version;
}

/** Made once, and the same ever after; that is what makes a staged opening stable for a person. */
async function stableShare(): Promise<number> {
  const kept = await settings.share.get();
  if (kept >= 0) return kept;
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  const made = random / 2 ** 32;
  return settings.share
    .update((value) => (value >= 0 ? value : made))
    .catch(() => 1 - Number.EPSILON); // Not kept: last in every opening, until it can be.
}
