/** Two nodes on one PostgreSQL that both build upon cases as they last saw them. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '../../../src/service/store/store.ts';
import { openBeside } from '../../support/database-beside.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres.ts';
import { sampleFiling } from './sample-filing.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
}, 30_000);
afterAll(() => server.stop(), 30_000);
vi.setConfig({ testTimeout: 60_000 });

const HOSTS = 5;
const COMPLAINTS = 300;

function filingFor(number: number) {
  const filing = sampleFiling();
  const address = `https://host-${number % HOSTS}.example/${number}`;
  return { ...filing, canonical: address, complaint: { ...filing.complaint, address } };
}

describe('complaints that come to two nodes at once', () => {
  test('are each in one case once, whichever node they and their repetitions came to', async () => {
    const place = await server.newDatabase();
    const nodes = await Promise.all([openStore(place), openStore(place)]);
    for (const node of nodes) onTestFinished(() => node.close());
    const filings = Array.from({ length: COMPLAINTS }, (_, number) => filingFor(number));
    const outcomes = await Promise.all(
      filings.flatMap((filing, index) => {
        const repeated = index % 10 === 0 ? nodes : [nodes[index % 2]];
        return repeated.map((node) => node?.fileComplaint(filing));
      }),
    );
    expect(outcomes.filter((outcome) => outcome?.kind === 'filed')).toHaveLength(COMPLAINTS);
    expect(outcomes.filter((outcome) => outcome?.kind === 'known')).toHaveLength(COMPLAINTS / 10);

    const beside = await openBeside(place);
    onTestFinished(() => beside.close());
    expect(await beside.run('select id from complaints')).toHaveLength(COMPLAINTS);
    expect(await beside.run('select complaint_id from case_complaints')).toHaveLength(COMPLAINTS);
    const cases = await beside.run(
      `select version, (select count(*) from case_events where case_id = id) as events,
        (select count(*) from case_complaints where case_id = id) as complaints from cases`,
    );
    expect(cases).toHaveLength(HOSTS);
    for (const { version, events, complaints } of cases) {
      // That it was opened is the first one.
      expect(Number(events)).toBe(Number(version));
      expect(Number(complaints)).toBe(Number(version) - 1);
    }
    const [one] = nodes;
    const theCase = await one?.caseOfDestination('host-0.example/');
    expect(theCase?.complaints).toHaveLength(COMPLAINTS / HOSTS);
  });
});
