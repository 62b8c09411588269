/**
 * A chat client as data: selectors and small rules, never code. Everything is read from the page
 * per link and never trusted further than "this is where the message stands".
 */
import type { Context } from '../../../policy/index.ts';

/** One piece of evidence: a link inside `selector` stands in a conversation of this kind. */
export interface ContextEvidence {
  readonly selector: string;
  readonly context: Context;
}

export interface Site {
  readonly id: string;
  /** Hosts that serve this client; empty for self-hosted clients, known by fingerprint alone. */
  readonly hosts: readonly string[];
  /** Selector of something that only this client has; the site is recognised when it appears. */
  readonly fingerprint: string;
  /** The lists that hold messages. */
  readonly list: string;
  /** One utterance in a list; `*` where utterances have no mark of their own. */
  readonly message: string;
  readonly link: string;
  /** What is never a message's link, wherever it stands. */
  readonly exclude: string;
  /** Strongest evidence first; the first that holds decides, none means `unknown`. */
  readonly context: readonly ContextEvidence[];
  /** Attributes, beside class, that carry evidence and may change on a recycled node. */
  readonly evidenceAttributes: readonly string[];
  /** When nothing matches `list`, the largest scrolling list of the page is taken. */
  readonly fallsBackToLargestList: boolean;
  /** ISO date on which the selectors were last held against the real client. */
  readonly lastVerified: string;
  /** Addresses that a person can open to try it. */
  readonly tryOn: readonly string[];
}

type Defaulted = 'link' | 'evidenceAttributes' | 'fallsBackToLargestList';

/** Editable regions are excluded everywhere: a draft belongs to its writer. */
export const EDITABLE = '[contenteditable]:not([contenteditable="false"]),textarea,input,select';

export function defineSite(site: Omit<Site, Defaulted> & Partial<Pick<Site, Defaulted>>): Site {
  return {
    link: 'a,area',
    evidenceAttributes: [],
    fallsBackToLargestList: false,
    ...site,
    exclude: site.exclude === '' ? EDITABLE : `${EDITABLE},${site.exclude}`,
  };
}
