/** One suite, run for real on each kind of store: what holds on one holds on the other. */
import { describe } from 'vitest';
import { testComplaints } from './conformance/complaints.ts';
import { testOpening } from './conformance/opening.ts';
import { STORE_KINDS, useStores } from './stores.ts';

describe.each(STORE_KINDS)('a store in %s', (kind) => {
  const stores = useStores(kind);
  testOpening(stores);
  testComplaints(stores);
});
