/** One classic script of a module and all that it imports. */
import { build } from 'vite';
import { pathInProject } from './project.ts';

/** `isBuilt`: the module was built before, and holds nothing that is not needed. */
export async function classicScript(input: string, { isBuilt = false } = {}): Promise<string> {
  const built = await build({
    root: pathInProject('.'),
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: {
        input,
        // The project's package.json says of its sources which of them do something by themselves,
        // and would be taken to say it of what was built of them too.
        ...(isBuilt ? { treeshake: false } : {}),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  const chunks = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const [chunk] = chunks;
  if (chunk?.type !== 'chunk' || chunks.length > 1) throw new Error(`${input}: not one script`);
  return chunk.code;
}
