/** The world that our scripts of one document share, and that no page sees. */
import type { Page } from './page.ts';

export interface OwnWorld {
  linkGuard?: {
    readonly document: Document;
    readonly page: Page;
    /** Sites' definitions can be tried on this page. */
    hasTrial?: boolean;
  };
}

export const ownWorld = globalThis as OwnWorld;
