/** What the popup shows. */
import type {
  Action,
  Choice,
  Context,
  ExceptionScope,
  Name,
  TraceStep,
} from '../../policy/index.ts';
import type { Complaining, ComplaintView } from './complaint.ts';
import type { Words } from './link.ts';
import type { PageDescription } from './page-description.ts';
import type { Protection } from './protection.ts';
import type { SiteAccess, SiteNames } from './sites.ts';

export interface PopupView {
  /** Undefined when the tab in view is not one that is guarded. */
  readonly page: PageDescription | undefined;
  /** False where there is nothing in the page in which links are looked for. */
  readonly hasChat: boolean;
  readonly host: string | undefined;
  /** Undefined where there is no web page in view. */
  readonly access: SiteAccess | undefined;
  /** Of a chat that is known to live on this host. */
  readonly knownName: Name | undefined;
  readonly siteNames: SiteNames;
  readonly protection: Protection;
  readonly choices: Readonly<
    Record<
      Context,
      {
        /** The person's choice; undefined for "as the policy says". */
        readonly own: Choice | undefined;
        /** What the policy says in this context, where nothing else speaks. */
        readonly policy: Action;
        /** What an administrator set; the person's choice does not count then. */
        readonly locked: Choice | undefined;
      }
    >
  >;
  /** What happens here with an ordinary link, one to a shop; undefined where nothing is guarded. */
  readonly ordinary:
    | {
        readonly action: Action;
        readonly reason: Words;
        /** The step that decided. */
        readonly by: TraceStep | undefined;
      }
    | undefined;
  readonly hints: { readonly isOn: boolean; readonly isLocked: boolean };
  /** Who locked what is locked, as they call themselves. */
  readonly organisation: string | undefined;
  readonly complaining: Complaining;
  /** Whether the browser's notifications tell of rulings. */
  readonly notifies: boolean;
  readonly exceptions: readonly ExceptionView[];
  readonly complaints: readonly ComplaintView[];
}

export interface ExceptionView {
  readonly id: string;
  readonly scope: ExceptionScope;
  readonly value: string;
  readonly madeAt: number;
  readonly expiresAt: number | null;
  readonly madeIn: Context;
  /** Id of the chat site. */
  readonly madeOn?: string;
  /** Gone when the browser closes. */
  readonly isForSession?: true;
  /** A question that was answered, and is not asked again. */
  readonly lifts?: 'ask';
}
