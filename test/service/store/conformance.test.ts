/** One suite, run for real on each kind of store: what holds on one holds on the other. */
import { describe } from 'vitest';
import { testAccounts } from './conformance/accounts.ts';
import { testCases } from './conformance/cases.ts';
import { testChains } from './conformance/chains.ts';
import { testComplaints } from './conformance/complaints.ts';
import { testFleet } from './conformance/fleet.ts';
import { testOpening } from './conformance/opening.ts';
import { testOwnersAndGrades } from './conformance/owners-and-grades.ts';
import { testReportersAndOrders } from './conformance/reporters-and-orders.ts';
import { STORE_KINDS, useStores } from './stores.ts';

describe.each(STORE_KINDS)('a store in %s', (kind) => {
  const stores = useStores(kind);
  testOpening(stores);
  testComplaints(stores);
  testAccounts(stores);
  testCases(stores);
  testChains(stores);
  testOwnersAndGrades(stores);
  testReportersAndOrders(stores);
  testFleet(stores);
});
