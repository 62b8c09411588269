/** What a rule about tracking parameters is. */

/**
 * Why a parameter only tracks. It tells who shared a link or which share it was; by which page,
 * button or list somebody came; which advertisement or mailing it was; with which app or device
 * the link was made; or in which visit and when.
 */
export type TrackingReason = 'sharer' | 'route' | 'campaign' | 'client' | 'visit';

export interface TrackingRule {
  /** Each with its subdomains; none for every host. */
  readonly hosts: readonly string[];
  /** Where the rule holds; everywhere when absent. */
  readonly path?: RegExp;
  /** Readable addresses on which the rule does not hold. */
  readonly unless?: RegExp;
  /** Names by reason; a `*` at the end of a name stands for any rest. */
  readonly names: Readonly<Partial<Record<TrackingReason, readonly string[]>>>;
}

/** Decides of the name of a parameter whether it only tracks. */
export type Tracks = (name: string) => boolean;

/** A row of a table: lists are words with spaces between them. */
export function trackingRule(
  hosts: string,
  names: Readonly<Partial<Record<TrackingReason, string>>>,
  where?: RegExp | Pick<TrackingRule, 'unless'>,
): TrackingRule {
  return {
    hosts: hosts === '' ? [] : hosts.split(' '),
    names: Object.fromEntries(
      Object.entries(names).map(([reason, words]) => [reason, words.split(' ')]),
    ),
    ...(where instanceof RegExp ? { path: where } : where),
  };
}

/** Whether a name is among names of which some end in a `*` for any rest. */
export function namesMatcher(names: readonly string[]): Tracks {
  const whole = new Set(names.filter((name) => !name.endsWith('*')));
  const starts = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  return (name) => whole.has(name) || starts.some((start) => name.startsWith(start));
}
