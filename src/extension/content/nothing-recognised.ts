import type { PageDescription } from '../messaging/protocol.ts';
import { commonKind } from './weigh.ts';

/** A page that is guarded, but on which nothing was recognised. */
export const NOTHING_RECOGNISED: PageDescription = {
  site: 'generic',
  isRecognised: false,
  expected: undefined,
  ...commonKind([]),
  links: [],
  hasMoreLinks: false,
  isDegraded: false,
};
