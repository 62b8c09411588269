/** Where the project is, and what it is called. */
import { fileURLToPath } from 'node:url';
import description from '../package.json' with { type: 'json' };

export const VERSION: string = description.version;

/** Absolute path of something in the project. */
export function pathInProject(path: string): string {
  return fileURLToPath(new URL(path, new URL('../', import.meta.url)));
}

/** Where the policy service and the demo chat stand unless their ports are taken. */
export const SERVICE_PORT = 8787;
export const DEMO_PORT = 8788;
export const DEFAULT_SERVICE_ADDRESS = `http://127.0.0.1:${SERVICE_PORT}`;
