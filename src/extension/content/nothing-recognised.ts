import type { PageDescription } from '../messaging/protocol.ts';

/** A page that is guarded, but on which nothing was recognised. */
export const NOTHING_RECOGNISED: PageDescription = {
  site: 'generic',
  isRecognised: false,
  expected: undefined,
  context: 'unknown',
  certainty: 'none',
  mayBeBot: false,
  links: [],
  isDegraded: false,
};
