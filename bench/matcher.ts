/** Address in, verdict out, of a million rules and of ten thousand, beside the peers. */
import { openRules } from '../src/policy/index.ts';
import type { Figure, Report } from './figures.ts';
import { asFilterList, makeAddresses, makeRules, type Rule, readStock } from './inputs.ts';
import { compileText } from './ours.ts';
import { adguard, expressionSet, ghostery, hashPrefixes, type Peer, ublockCore } from './peers.ts';
import { timeInTurns } from './rounds.ts';

const ROUNDS = 5;
const RULES = 1_000_000;
const FEW_RULES = 10_000;
/** What each peer is to be surpassed by. */
const GOALS: Readonly<Record<string, string>> = {
  '@gorhill/ubo-core': '>= 6',
  '@ghostery/adblocker': '>= 10',
  'Set of expressions': '>= 8',
  'SHA-256 prefixes': '>= 15',
};

export async function benchMatcher(report: Report): Promise<void> {
  const stock = await readStock();
  const rules = makeRules(stock, RULES);
  const addresses = makeAddresses(stock, rules);
  report.note(`matcher: ${RULES} rules, ${addresses.length} addresses; ${stock.origin}`);
  const ours = oursOf('ours', rules);
  await compareWithItself(report, ours, rules, addresses);
  await compareWithPeers(report, [ours, ...(await peersOf(rules))], addresses);
}

/** Before the peers are there: what they keep in memory is not to weigh on these. */
async function compareWithItself(
  report: Report,
  ours: Peer,
  rules: readonly Rule[],
  addresses: readonly string[],
): Promise<void> {
  const few = oursOf('few', rules.slice(0, FEW_RULES));
  const adversarial = adversarialAddresses();
  const times = await timeInTurns(
    [
      timed(ours, addresses),
      timed(few, addresses),
      { name: 'new URL', work: () => countOf(addresses, (text) => new URL(text).hostname !== '') },
      { name: 'adversarial', work: () => countOf(adversarial, ours.isListed) },
    ],
    ROUNDS,
  );
  const each = (name: string, count = addresses.length) =>
    ((times.get(name) ?? Number.NaN) * 1e6) / count;
  const add = (what: string, mine: number, peer: number, peerName: string, goal?: string) =>
    report.add({ ...figure(what, mine, peer, peerName, goal), ratioOf: 'ours/peer' });
  const own = each('ours');
  add('verdict of 1M mixed rules', own, each('new URL'), 'one new URL().hostname in Node');
  add('verdict of 1M mixed rules', own, each('few'), 'of 10,000 rules', '<= 1.3');
  const odd = each('adversarial', adversarial.length);
  add('verdict on an adversarial address', odd, own, 'on an ordinary one', '<= 50');
}

async function compareWithPeers(
  report: Report,
  engines: readonly Peer[],
  addresses: readonly string[],
): Promise<void> {
  const times = await timeInTurns(
    engines.map((engine) => timed(engine, addresses)),
    ROUNDS,
  );
  const each = (name: string) => ((times.get(name) ?? Number.NaN) * 1e6) / addresses.length;
  for (const { name, isListed } of engines) {
    if (name !== 'ours') {
      const what = `verdict of 1M mixed rules, against ${name}`;
      report.add(figure(what, each('ours'), each(name), name, GOALS[name]));
    }
    const listed = countOf(addresses, isListed);
    report.note(`matcher: ${name} lists ${listed} of ${addresses.length}`);
  }
}

async function peersOf(rules: readonly Rule[]): Promise<readonly Peer[]> {
  const text = asFilterList(rules);
  const ublock = await ublockCore();
  await ublock.build(text);
  const cliqz = ghostery();
  await cliqz.build(text);
  return [ublock, cliqz, adguard(text), expressionSet(rules), hashPrefixes(rules)];
}

function oursOf(name: string, rules: readonly Rule[]): Peer {
  const opened = openRules(compileText(rules).rules);
  return { name, isListed: (address) => opened.find(address) !== undefined };
}

function timed(peer: Peer, addresses: readonly string[]) {
  return { name: peer.name, work: () => countOf(addresses, peer.isListed) };
}

function countOf(addresses: readonly string[], isTrue: (address: string) => boolean): number {
  let count = 0;
  for (const address of addresses) if (isTrue(address)) count += 1;
  return count;
}

function figure(name: string, ours: number, peer: number, peerName: string, goal?: string): Figure {
  return {
    figure: name,
    ours,
    peer,
    peerName,
    unit: 'ns',
    ...(goal === undefined ? {} : { goal }),
  };
}

/** What somebody would write to make the look-up slow: labels, escapes, slashes, dots, letters. */
function adversarialAddresses(): readonly string[] {
  const long = 2_000;
  const fill = (start: string, piece: string) => (start + piece.repeat(long)).slice(0, long);
  const shapes = [
    `http://${'a.'.repeat(100)}example/${'b/'.repeat(850)}`,
    fill('http://host.example/', '%25'),
    fill('http://host.example/%', '2525'),
    fill('http://host.example/', '%41%2e/'),
    fill('http://host.example/a', '/..'),
    fill('http://host.example/', '//'),
    fill('http://host.example/?', '?&=%'),
    fill('http://host.example/', 'é'),
    fill('http://', '%61'),
    `http://${'ü'.repeat(60)}.${'ö'.repeat(60)}.example/${'x'.repeat(1_800)}`,
    fill('http://user:secret@host.example:8080/', '\\'),
    fill('http://host.example/', '\t/'),
  ];
  return Array.from({ length: 100 }, () => shapes).flat();
}
