/** The matcher in a page and in a worker of a real Chromium. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { serveFolder } from '../scripts/folder-server.ts';
import { findOrInstall } from '../scripts/setup.ts';
import type { Report } from './figures.ts';
import type { InPageFigures } from './in-page.ts';
import { makeAddresses, makeRules, readStock } from './inputs.ts';
import { compileText } from './ours.ts';

const RULES = 1_000_000;

declare const measure: () => Promise<InPageFigures>;
declare const measureInWorker: () => Promise<InPageFigures>;

export async function benchBrowser(report: Report): Promise<void> {
  const { chromium } = findOrInstall(['chromium']);
  const folder = await mkdtemp(join(tmpdir(), 'link-guard-bench-'));
  try {
    await writeQuestions(folder);
    await buildScript(folder);
    const server = await serveFolder({ folder, port: 0 });
    const browser = await puppeteer.launch({
      executablePath: chromium ?? '',
      headless: true,
      pipe: true,
      protocolTimeout: 600_000,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const page = await browser.newPage();
      await page.goto(`${server.address}/index.html`);
      tell(report, 'a Chromium page', await page.evaluate(() => measure()));
      tell(report, 'a Chromium worker', await page.evaluate(() => measureInWorker()));
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeQuestions(folder: string): Promise<void> {
  const stock = await readStock();
  const rules = makeRules(stock, RULES);
  const questions = {
    addresses: makeAddresses(stock, rules),
    expressions: rules.map(({ host, path }) => host + path),
  };
  await writeFile(join(folder, 'rules.bin'), compileText(rules).rules);
  await writeFile(join(folder, 'questions.json'), JSON.stringify(questions));
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>bench</title><script src="/bench.js"></script>',
  );
}

async function buildScript(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: join(import.meta.dirname, 'in-page.ts'),
        formats: ['iife'],
        name: 'bench',
        fileName: () => 'bench.js',
      },
    },
  });
}

function tell(report: Report, where: string, figures: InPageFigures): void {
  report.add({
    figure: `verdict of 1M mixed rules in ${where}`,
    ours: figures.ours,
    peer: figures.url,
    peerName: 'one new URL().hostname there',
    ratioOf: 'ours/peer',
    unit: 'ns',
    goal: '<= 0.5',
  });
  report.add({
    figure: `verdict of 1M mixed rules in ${where}, against a Set`,
    ours: figures.ours,
    peer: figures.expressions,
    peerName: 'Set of expressions there',
    unit: 'ns',
    goal: '>= 15',
  });
  report.note(`${where}: opened in ${figures.open.toFixed(1)} ms, ${figures.listed} listed`);
}
