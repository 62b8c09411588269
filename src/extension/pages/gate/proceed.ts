/** The one way from the gate to a destination. */

import type { Remember } from '../../messaging/protocol.ts';
import { sendToBackground } from '../../messaging/send.ts';

/**
 * Replaces the gate in the history. False where there is no web address to go to; throws the
 * background's refusal.
 */
export async function proceed(remember: Remember | undefined): Promise<boolean> {
  const { destination } = await sendToBackground('gate.proceed', { remember });
  const address = webAddress(destination);
  if (address !== undefined) location.replace(address);
  return address !== undefined;
}

/** Only http and https: any other scheme could run in this page or start a program. */
export function webAddress(destination: string): string | undefined {
  if (!URL.canParse(destination)) return undefined;
  const { protocol, href } = new URL(destination);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
