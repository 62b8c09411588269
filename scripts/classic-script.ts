/** One classic script of a module and all that it imports, in the order in which they import. */
import { build } from 'vite';
import { buildFacts, STAND_INS } from './build-facts.ts';
import { pathInProject } from './project.ts';

export async function classicScript(input: string): Promise<string> {
  const built = await build({
    root: pathInProject('.'),
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: STAND_INS },
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: {
        input,
        output: {
          ...{ format: 'iife', codeSplitting: false },
          // Once: it holds the root, and would else be written wherever it is read.
          intro: `const LINK_GUARD_BUILD = ${buildFacts()};`,
        },
      },
    },
  });
  const chunks = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const [chunk] = chunks;
  if (chunk?.type !== 'chunk' || chunks.length > 1) throw new Error(`${input}: not one script`);
  return chunk.code;
}
