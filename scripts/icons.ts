/// <reference lib="dom" />
/** Draws the toolbar's pictures, which browsers take as PNG alone, from their SVG. */
import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import puppeteer, { type Page } from 'puppeteer-core';
import { pathInProject } from './project.ts';
import { runScript } from './run-script.ts';
import { say } from './say.ts';
import { findOrInstall } from './setup.ts';

/** One for each state of protection but the usual one, which has the extension's own picture. */
const STATES = ['degraded', 'not-protecting', 'off'];
const SIZES = [16, 32];

async function drawIcons(): Promise<void> {
  const { chromium } = findOrInstall(['chromium']);
  const browser = await puppeteer.launch({
    ...(chromium !== undefined && { executablePath: chromium }),
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    for (const state of STATES) {
      for (const size of SIZES) await draw(page, state, size);
    }
  } finally {
    await browser.close();
  }
  say(pathInProject('public/icons'));
}

async function draw(page: Page, state: string, size: number): Promise<void> {
  const svg = await readFile(pathInProject(`public/icons/${state}.svg`), 'utf8');
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>*{margin:0;display:block}</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true });
  await writeFile(pathInProject(`public/icons/${state}-${size}.png`), png);
}

if (import.meta.main) {
  await runScript(new Command('icons').action(drawIcons));
}
