/**
 * The exceptions that the net has to know: those whose scope touches a listed host, and that are
 * obeyed. A severe listing is not lifted by any.
 */
import { type Exception, isUnder } from '../../../policy/index.ts';
import type { ObeyedException } from './exception-rules.ts';
import { hostOf, isAtOrBelow } from './host-set.ts';
import { isStopped, judgeNavigation } from './judge-navigation.ts';

/** Of one exception; where more listed hosts stand below it, it is not told to the net. */
const STOPPED_LIMIT = 1000;
const LIMIT = 500;

/** Of exceptions in force. */
export async function obeyedExceptions(
  exceptions: readonly Exception[],
  blocked: readonly string[],
): Promise<readonly ObeyedException[]> {
  const hosts = new Set(blocked);
  const candidates = exceptions.slice(-LIMIT);
  const obeyed: ObeyedException[] = [];
  for (const exception of candidates) {
    const told = await obey(exception, hosts);
    if (told !== undefined) obeyed.push(told);
  }
  return obeyed;
}

async function obey(
  { scope, value }: Exception,
  blocked: ReadonlySet<string>,
): Promise<ObeyedException | undefined> {
  const address = scope === 'site' ? `https://${value}/` : value;
  const host = hostOf(address);
  if (host === undefined) return undefined;
  const below = scope === 'site' ? [...blocked].filter((one) => isUnder(one, host)) : [];
  if (!isAtOrBelow(host, blocked) && below.length === 0) return undefined;
  if (below.length > STOPPED_LIMIT) return undefined;
  if (scope !== 'site')
    return (await isOpened(address)) ? { scope, value, stopped: [] } : undefined;
  const stopped: string[] = [];
  for (const one of below) if (!(await isOpened(`https://${one}/`))) stopped.push(one);
  return stopped.includes(host) ? undefined : { scope, value, stopped };
}

async function isOpened(href: string): Promise<boolean> {
  return !isStopped(await judgeNavigation({ site: 'generic', href, text: '', context: 'unknown' }));
}
