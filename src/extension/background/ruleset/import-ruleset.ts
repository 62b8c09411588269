/** A published ruleset that a person brings as files, for where the service cannot be reached. */
import {
  CLIENT_PARTS,
  CodedError,
  HOST_PARTS,
  type Manifest,
  sha256Of,
} from '../../../policy/index.ts';
import { logError } from '../../log.ts';
import type { RulesetFile } from '../../messaging/options.ts';
import { problemOf, takeBrought } from './updates.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Throws 'no-manifest', 'no-part', 'busy', or the code of the problem that an update would have. */
export async function importRuleset({ files }: { files: readonly RulesetFile[] }): Promise<void> {
  const manifest = files.find(({ name }) => name === 'manifest.json');
  if (manifest === undefined) throw new CodedError('no-manifest', 'import: no manifest.json');
  const bySha256 = new Map<string, Bytes>();
  for (const { content } of files) {
    const bytes = bytesOf(content);
    bySha256.set(await sha256Of(bytes), bytes);
  }
  /** As files are given in any order and under any name, parts are known by what they hold. */
  function brought<N extends keyof Manifest['parts']>(
    names: readonly N[],
    { parts }: Manifest,
  ): Readonly<Record<N, Bytes>> {
    const found = names.map((name) => {
      const bytes = bySha256.get(parts[name].sha256);
      if (bytes === undefined) throw new CodedError('no-part', `import: part ${name} is missing`);
      return [name, bytes] as const;
    });
    return Object.fromEntries(found) as Record<N, Bytes>;
  }
  try {
    await takeBrought(bytesOf(manifest.content), {
      client: async (named) => brought(CLIENT_PARTS, named),
      hosts: async (named) => brought(HOST_PARTS, named),
    });
  } catch (error) {
    if (error instanceof CodedError && ['no-part', 'busy'].includes(error.code)) throw error;
    logError('ruleset: not imported', error);
    throw new CodedError(problemOf(error), 'import: refused', { cause: error });
  }
}

function bytesOf(base64: string): Bytes {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new CodedError('no-part', 'import: not base64', { cause });
  }
}
