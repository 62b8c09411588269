/** What the gate shows of a stopped link. */
import type { Grade, ManagedSettings, Violation } from '../../policy/index.ts';
import type { Scope } from '../../redress/index.ts';
import type { Complaining } from './complaint.ts';
import type { LinkChoices, LinkReport } from './link.ts';
import type { Protection } from './protection.ts';
import type { SiteNames } from './sites.ts';

export interface GateView extends LinkChoices {
  readonly link: LinkReport;
  /** YYYY-MM-DD, of the list that a listing comes from; undefined where it is not known. */
  readonly listDate: string | undefined;
  /** The page was on its way into the tab already: something may have reached it. */
  readonly wasOpening: boolean;
  readonly protection: Protection;
  /** Until now. */
  readonly counts: GateCounts;
  /** The administrator lets nobody go on from a gate. */
  readonly isHeldByOrganisation: boolean;
  readonly complaining: Complaining;
  /** Whose administrator it is. */
  readonly organisation: ManagedSettings['organisation'];
  readonly siteNames: SiteNames;
}

/** How often the person was asked or warned since an instant, and how often they went on. */
export interface GateCounts {
  readonly since: number;
  readonly asked: number;
  readonly answered: number;
  readonly warned: number;
  readonly wentOn: number;
}

/** What stands with the service of a link before a gate. */
export interface GateMore {
  /** The statement of reasons of the ruling in force that lists it. */
  readonly ruling?: {
    readonly violation: Violation | undefined;
    readonly severity: 'severe' | 'lesser' | undefined;
    readonly scope: Scope;
    /** Addresses at the service: of the statement, signed; of where the site's owner can appeal. */
    readonly statement: string;
    readonly owners: string;
    readonly facts: string;
    readonly explanation: string;
    /** ISO 8601 instants. */
    readonly publishedAt: string;
    readonly until?: string;
  };
  readonly credit?: {
    readonly grade: Grade;
    /** 0 to 100; it lies between the other two with the probability that the policy names. */
    readonly credit: number;
    readonly low: number;
    readonly high: number;
    readonly upheld: number;
    /** Address of the provider's page at the service. */
    readonly page: string;
  };
}
