/** The files that browsers read on Linux, and Firefox everywhere. */
import type { ExtensionIds } from './extension-ids.ts';
import { type Settings, storedIn } from './stored.ts';

/** For a file in `/etc/opt/chrome/policies/managed`, `/etc/opt/edge/policies/managed` and the like. */
export function chromiumJson(settings: Settings, id: string): string {
  return json({ '3rdparty': { extensions: { [id]: storedIn(settings) } } });
}

/** `policies.json`; Firefox takes lists and objects as they are. */
export function firefoxJson(settings: Settings, { firefox }: ExtensionIds): string {
  return json({ policies: { '3rdparty': { Extensions: { [firefox]: settings } } } });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
