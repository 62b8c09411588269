import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/support/slowest-first.ts';

// Many tests start a process: what one of them compiled, the others need not.
const compiled = fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

const UNIT = {
  include: ['test/**/*.test.ts'],
  // Some start a database or a process, on a machine that does other things as well.
  testTimeout: 20_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    env: { NODE_COMPILE_CACHE: compiled },
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          ...UNIT,
          name: 'unit',
          exclude: ['test/e2e/**', 'test/extension/**'],
          // Nothing in these leaves a trace in its process: modules are loaded once for all files.
          isolate: false,
        },
      },
      {
        // The browser's API is a global that modules take when they are loaded.
        test: { ...UNIT, name: 'extension', include: ['test/extension/**/*.test.ts'] },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // A browser on a busy machine loses an event now and then. Here it shows; where everything
          // is run at once, a test that fails is run again, and what needed that is told.
          retry: process.env.CI === undefined ? 0 : 1,
        },
      },
    ],
  },
});
