/** What came of the attacks, and the table that is made of it. Pure. */
import { BROWSERS, type BrowserName } from '../../scripts/browsers.ts';
import { type Attack, holeIn, type Layer, type Mode, modesOf, runsIn } from './attack.ts';

/** Of one run that did what is required of it. */
export interface Outcome {
  readonly id: string;
  readonly browser: BrowserName;
  readonly mode: Mode;
  readonly layer: Layer | undefined;
}

export interface Failure {
  readonly id: string;
  readonly browser: BrowserName;
  readonly mode: Mode;
  readonly reason: string;
}

export interface Results {
  readonly outcomes: readonly Outcome[];
  readonly failures: readonly Failure[];
}

export type Standing = 'pass' | 'declared hole' | 'not applicable' | 'FAIL' | 'not run';

/** One line of the table for one browser. */
export interface Row {
  readonly id: string;
  readonly attack: string;
  readonly browser: BrowserName;
  readonly standing: Standing;
  readonly layers: readonly Layer[];
  /** Why it is a hole or not applicable, or what failed. */
  readonly why?: string;
  readonly shown?: string;
  readonly modes: readonly Mode[];
}

export function rowsOf(attacks: readonly Attack[], results: Results): readonly Row[] {
  return attacks.flatMap((attack) => BROWSERS.map((browser) => rowOf(attack, browser, results)));
}

function rowOf(attack: Attack, browser: BrowserName, { outcomes, failures }: Results): Row {
  const isOurs = (one: Outcome | Failure) => one.id === attack.id && one.browser === browser;
  const own = outcomes.filter(isOurs);
  const failed = failures.filter(isOurs);
  const layers = [...new Set(own.flatMap(({ layer }) => layer ?? []))].toSorted();
  const row = { id: attack.id, attack: attack.title, browser, layers };
  if (!runsIn(attack, browser)) {
    return { ...row, standing: 'not applicable', why: attack.browsers?.why ?? '', modes: [] };
  }
  if (failed.length > 0) {
    const why = failed.map(({ mode, reason }) => `${mode}: ${reason}`).join('; ');
    return { ...row, standing: 'FAIL', why, modes: failed.map(({ mode }) => mode) };
  }
  const modes = own.map(({ mode }) => mode);
  if (modesOf(attack).some((mode) => !modes.includes(mode))) {
    return { ...row, standing: 'not run', modes };
  }
  const hole = holeIn(attack, browser);
  return hole === undefined
    ? { ...row, standing: 'pass', modes }
    : { ...row, standing: 'declared hole', why: hole.why, shown: hole.shown, modes };
}

const HEADING = `# Attacks

What hostile pages and hostile links try, and what becomes of it, in real browsers with real input. \`npm run e2e:attacks\` carries every attack out and writes this page; nothing here is written by hand. The cases are in \`test/attacks\`.

Each runs with the worker awake, with the worker ended just before the attack, and without a policy service, unless it says which of these make no difference. "Pass" means that it did what is required in all of them; wherever a listed host is in play, that host's server heard no request. A declared hole is not stopped, or only seen late; it stands in [SECURITY.md](../SECURITY.md) under its number.

Layers: *rewrite* and *guard* are in the page before a link is followed, *net* blocks the request, *watch* sees a page that was already being opened; *page* is other work of the content script, *gate* and *engine* what these refuse, *browser* what no page may do anyway.
`;

export function tableOf(
  attacks: readonly Attack[],
  results: Results,
  browsers: Readonly<Record<BrowserName, string>>,
): string {
  const rows = rowsOf(attacks, results);
  const lines = attacks.map((attack) => {
    const own = rows.filter(({ id }) => id === attack.id);
    const cells = BROWSERS.map((name) => own.find(({ browser }) => browser === name));
    const layers = new Set(own.flatMap((row) => row.layers));
    return `| ${[
      attack.id,
      attack.title,
      attack.required,
      ...cells.map((cell) => cell?.standing ?? 'not run'),
      [...layers].join(', '),
      remarksOf(attack, own).join(' '),
    ]
      .map(cellText)
      .join(' | ')} |`;
  });
  const count = (standing: Standing) => rows.filter((row) => row.standing === standing).length;
  return `${HEADING}
Written with ${BROWSERS.map((name) => browsers[name]).join(' and ')}: ${attacks.length} attacks, ${count('pass')} times passed, ${count('declared hole')} times a declared hole, ${count('not applicable')} times not applicable, ${count('FAIL')} times failed, ${count('not run')} times not run.

| id | attack | required | Chromium | Firefox | layer | remarks |
|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

function remarksOf(attack: Attack, rows: readonly Row[]): readonly string[] {
  const remarks = attack.note === undefined ? [] : [attack.note];
  if (attack.hole !== undefined) {
    remarks.push(`Hole: ${attack.hole.why} Shown: ${attack.hole.shown}`);
  }
  if (attack.browsers !== undefined) remarks.push(attack.browsers.why);
  if (attack.modes !== undefined) {
    remarks.push(`Only ${attack.modes.only.join(', ')}: ${attack.modes.why}`);
  }
  const failed = rows.filter(({ standing }) => standing === 'FAIL');
  return [
    ...remarks,
    ...failed.map(({ browser, modes }) => `Fails in ${browser}: ${modes.join(', ')}.`),
  ];
}

function cellText(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ').trim();
}

/** One test of Vitest's JSON report. */
interface ReportedTest {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly failureMessages?: readonly string[] | null;
  readonly meta?: { readonly attack?: Outcome };
}

interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly ReportedTest[] }[];
}

/** Reads the report of Vitest's reporter `json`. */
export function resultsOf(report: Report): Results {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    outcomes: tests.flatMap(({ status, meta }) =>
      status === 'passed' && meta?.attack !== undefined ? [meta.attack] : [],
    ),
    failures: tests.filter(({ status }) => status === 'failed').flatMap(failureOf),
  };
}

function failureOf({ ancestorTitles, title, failureMessages }: ReportedTest): Failure[] {
  const id = /^([AN]\d+[a-z]?): /.exec(title)?.[1];
  const browser = BROWSERS.find((name) => ancestorTitles.some((one) => one.endsWith(name)));
  const mode = ancestorTitles.at(-1) as Mode | undefined;
  if (id === undefined || browser === undefined || mode === undefined) return [];
  const [reason = 'failed'] = (failureMessages?.[0] ?? '').split('\n');
  return [{ id, browser, mode, reason }];
}
