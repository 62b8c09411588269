/**
 * Asks the engine about addresses that nobody would write, and says which claim one of them
 * breaks, with what is needed to ask it again. Real addresses to begin with are taken from files
 * of one address a line; without them the project's own vectors are.
 */
import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { brokenClaim, checkCanonical } from '../test/support/address-claims.ts';
import { checkEngine } from '../test/support/engine-claims.ts';
import { diceOf, oddAddress } from '../test/support/odd-addresses.ts';
import { checkRules } from '../test/support/ruleset-claims.ts';
import canonical from '../test/vectors/canonicalize.json' with { type: 'json' };
import wrapped from '../test/vectors/unwrap.json' with { type: 'json' };
import { runScript } from './run-script.ts';
import { complain, say } from './say.ts';

interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  readonly depth: keyof typeof CHECKS;
  readonly from?: readonly string[];
}

const CHECKS = { canonical: checkCanonical, engine: checkEngine, rules: checkRules };
const MAXIMUM_FINDINGS = 10;

async function fuzz({ runs, seed, depth, from = [] }: FuzzOptions): Promise<void> {
  const models = await readModels(from);
  const dice = diceOf(seed);
  const started = performance.now();
  let findings = 0;
  let letters = 0;
  let run = 0;
  for (; run < runs && findings < MAXIMUM_FINDINGS; run += 1) {
    const address = oddAddress(dice, models);
    letters += address.length;
    const broken = brokenClaim(CHECKS[depth], address);
    if (broken === undefined) continue;
    findings += 1;
    complain(`${JSON.stringify(address)}: ${broken}`);
  }
  const seconds = (performance.now() - started) / 1000;
  say(
    `fuzz: ${depth}, seed ${seed}, ${models.length} models: ${run} addresses of ${Math.round(letters / run)} letters on average in ${Math.round(seconds)} s, ${findings} broken claims`,
  );
  if (findings > 0) throw new Error(`${findings} addresses break a claim`);
}

async function readModels(files: readonly string[]): Promise<readonly string[]> {
  const own = [...canonical.vectors, ...wrapped.vectors].map(({ input }) => input);
  const lines = await Promise.all(
    files.map(async (file) => (await readFile(file, 'utf8')).split('\n')),
  );
  return [...own, ...lines.flat().filter((line) => line !== '')];
}

function parseCount(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(text);
}

if (import.meta.main) {
  await runScript(
    new Command('fuzz')
      .option('--runs <number>', 'how many addresses', parseCount, 100_000)
      .option('--seed <number>', 'the same seed, the same addresses', parseCount, 1)
      .addOption(
        new Option('--depth <what>', 'what is asked about them')
          .choices(Object.keys(CHECKS))
          .default('canonical'),
      )
      .option('--from <file...>', 'real addresses, one a line')
      .action(fuzz),
  );
}
