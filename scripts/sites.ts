/**
 * Writes `docs/sites.md`: what is read of each chat client, from its adapter, from the head of the
 * adapter's file (what is not known) and from what its tests expect.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { isHostLike } from '../src/extension/content/sites/host-like.ts';
import { demo, generic, SITES, type Site } from '../src/extension/content/sites/index.ts';
import { SITE_CASES } from '../test/e2e/sites/index.ts';
import type { SiteCase } from '../test/e2e/sites/site-case.ts';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';

const FILE = pathInProject('docs/sites.md');

const HEAD = `# Chat sites

What is read of each web chat client. Written by \`npm run sites\` from \`src/extension/content/sites\` and from what the tests expect; a test fails when it is not up to date.

Each client is data: selectors and small patterns (\`src/policy/site/site.ts\` says what each field means). What tells the kind of a conversation is weighed: the surest clues decide, and where those contradict each other the kind is unknown. Two other people who wrote prove a group; one proves nothing. "Or a bot" stands where the page would say the same of a bot or an official account.

No client was opened with an account for this: the facts come from the clients' own public source where there is one, and otherwise from what others have written about their pages. The newest of these is of the day that stands with *these facts are*. The tests show each client a page that was reduced by hand to what is written here, with invented text, and hold every link of it against what is expected: when it is shown, when messages come and change, when the list is scrolled, and when another conversation is opened.
`;

export async function describeSites(): Promise<string> {
  const matches = await matchesOfManifest();
  const sections = await Promise.all(
    SITES.filter((site) => site !== generic).map((site) => describeSite(site, matches)),
  );
  return [HEAD, ...sections, describeTheRest(matches)].join('\n');
}

async function matchesOfManifest(): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile(pathInProject('manifest.json'), 'utf8'));
  const scripts: readonly { matches: readonly string[] }[] = manifest.content_scripts;
  return scripts.flatMap((script) => script.matches);
}

async function describeSite(site: Site, matches: readonly string[]): Promise<string> {
  const { name } = site;
  const cases = SITE_CASES.filter((one) => one.site === site.id);
  const rows: readonly (readonly [string, string])[] = [
    ['Guarded', guardedWhen(site, matches)],
    ['Hosts', site.hosts.length === 0 ? 'your own' : codes(site.hosts)],
    ['Paths', codes(site.paths) + (site.mayOverlay ? ', and over others' : '')],
    ['Recognised by', code(site.fingerprint)],
    ['Lists of messages', code(site.list)],
    ['A message', site.message === '*' ? '' : code(site.message)],
    ['Its id', describeReading(site.messageId)],
    ['Sent by the person', code(site.own)],
    ['Sent by others', code(site.other)],
    ['Who sent it', describeReading(site.sender ?? '')],
    ['Where that is the person', codes(site.you)],
    ['Quotes, whose sender is not known', code(site.quoted)],
    ['Which conversation', describeReading(site.conversation ?? '')],
    ['Never a message’s link', code(site.exclude)],
    ['Where the person writes', code(site.composer)],
    ['The address stands also in', codes(site.alsoHolds)],
    ['Paths of its own that only redirect', codes(site.wrappers)],
    ['These facts are', `${site.certainty}; newest source of ${site.lastVerified}`],
    ['Not known', await unknownOf(site)],
    ['Kinds of conversation in its tests', kindsOf(cases)],
    ['To try it', site.tryOn.join(', ')],
  ];
  const title = name.en === name.zh ? name.en : `${name.en} (${name.zh})`;
  return [
    `## ${title}`,
    '',
    ...table(
      ['', ''],
      rows.filter(([, value]) => value !== ''),
    ),
    '',
    ...describeClues(site),
  ].join('\n');
}

function guardedWhen({ hosts }: Site, matches: readonly string[]): string {
  const always = hosts.filter((host) => matches.some((match) => covers(match, host)));
  if (hosts.length > 0 && always.length === hosts.length) return 'always';
  return always.length === 0
    ? 'when the person turns it on'
    : `always on ${codes(always)}, elsewhere when the person turns it on`;
}

function covers(match: string, host: string): boolean {
  const pattern = match.split('/')[2] ?? '';
  return pattern === host || (pattern.startsWith('*.') && isHostLike(host, pattern));
}

function describeReading(reading: Site['messageId']): string {
  if (typeof reading === 'string') return code(reading);
  const { selector, attribute, like } = reading;
  const from = `${attribute === undefined ? 'the text' : code(attribute)} of ${code(selector)}`;
  return like === undefined ? from : `${from}, as ${code(like)}`;
}

function describeClues({ clues }: Site): readonly string[] {
  if (clues.length === 0) return ['Nothing tells the kind of a conversation.', ''];
  const rows = clues.map((clue) => [
    clue.at,
    whereOf(clue),
    saysOf(clue),
    clue.mayBeBot ? `${clue.certainty}, or a bot where it says direct` : clue.certainty,
  ]);
  return [...table(['Told by', 'Where', 'Says', 'Certainty'], rows), ''];
}

type Clue = Site['clues'][number];

function whereOf(clue: Clue): string {
  switch (clue.at) {
    case 'address':
      return 'path and fragment of the page';
    case 'directory':
      return `${code(clue.attribute)} of ${code(clue.entry)}, the id being ${describeReading(clue.id)}`;
    default:
      return 'attribute' in clue
        ? `${code(clue.attribute)} of ${code(clue.selector)}`
        : code(clue.selector);
  }
}

function saysOf(clue: Clue): string {
  return 'context' in clue
    ? clue.context
    : Object.entries(clue.is)
        .map(([pattern, context]) => `${code(pattern)} ${context}`)
        .join(', ');
}

/** What stands behind "Not known:" in the adapter's first comment. */
async function unknownOf({ id }: Site): Promise<string> {
  const text = await readFile(pathInProject(`src/extension/content/sites/${id}.ts`), 'utf8');
  const [comment = ''] = text.split('*/', 1);
  const words = comment.replace(/\s*\n \* ?/g, ' ').trim();
  return words.split('Not known: ')[1] ?? '';
}

function kindsOf(cases: readonly SiteCase[]): string {
  const sights = cases.flatMap((one) => [one, ...one.steps]);
  const links = sights.flatMap((sight) => Object.values(sight.links));
  return [...new Set(links.map((place) => place.split('; ')[0] ?? ''))].toSorted().join('; ');
}

function describeTheRest(matches: readonly string[]): string {
  const known = SITES.filter((site) => site !== generic).flatMap(({ hosts }) => hosts);
  const rest = matches.filter((match) => !known.some((host) => covers(match, host)));
  const local = demo.hosts.map(code).join(', ');
  return `## Any other page

On ${codes(rest)}, on pages of ${local} and wherever the person turns the guard on, a page that none of these claims is read as what it declares of itself: links in ${code(generic.list)}, or else in its largest scrolling list, or else in the largest box in view that scrolls and in which nobody writes. The kind of conversation is then unknown. Not known, for want of any description of their messages: DingTalk's web client; QQ, WeCom and LINE have no web chat that an extension can read.
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)];
}

function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

if (import.meta.main) {
  await runScript(
    new Command('sites').action(async () => {
      await writeFile(FILE, await describeSites());
      say(`${SITES.length - 1} sites: ${FILE}`);
    }),
  );
}
