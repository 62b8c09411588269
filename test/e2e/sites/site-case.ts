/** What is expected of one chat client's reduced page, as data. */

/** Listed as phishing in every ruleset, like all hosts below it. */
export const LISTED = 'phishing.link-guard.example';

/** What stands in every editable composer of the reduced pages. */
export const DRAFT = `half a sentence <a href="https://${LISTED}/draft">not: draft</a>`;
/** The same in one of plain text. */
export const PLAIN_DRAFT = `half a sentence https://${LISTED}/draft`;

export interface Sight {
  /** The conversation in view, like `group sure` or `direct sure, or a bot`. */
  readonly page: string;
  /**
   * Every message's link in view, by its text: kind, whose, which, like
   * `direct sure, or a bot; other; m7`.
   */
  readonly links: Readonly<Record<string, string>>;
}

/** Links that stand in conversations of one kind, by their text: whose, and which message. */
export function all(kind: string, links: Readonly<Record<string, string>>): Sight['links'] {
  return Object.fromEntries(Object.entries(links).map(([text, of]) => [text, `${kind}; ${of}`]));
}

export interface Step extends Sight {
  /** What the reduced page is told to do: one of `chat`'s functions, with its arguments. */
  readonly chat: readonly ['append' | 'edit' | 'recycle' | 'open', ...unknown[]];
}

export interface SiteCase extends Sight {
  readonly site: string;
  /** Name of the reduced page in `test/fixtures/sites`, where it is not the site's. */
  readonly fixture?: string;
  /** Where it is served: the client's own host and path; for self-hosted ones, localhost. */
  readonly at: string;
  /** Match patterns, where the person has to turn the site on. */
  readonly turnedOn?: readonly string[];
  /** Texts of links, at first, that lead to what is listed. */
  readonly stopped: readonly string[];
  /** Where links that were wrapped lead, at first, by their text. */
  readonly leads?: Readonly<Record<string, string>>;
  /** What wrapped addresses hold and nothing may show. */
  readonly secret?: string;
  /** Selector of what holds the draft. */
  readonly draft: string;
  readonly steps: readonly Step[];
}
