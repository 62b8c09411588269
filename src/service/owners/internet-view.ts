/**
 * What the proof of a domain may see of the internet: its names and, at a public address, one
 * file. Tests bring names, addresses and a port of their own.
 */
import { Resolver } from 'node:dns/promises';
import { isPublicAddress } from './public-address.ts';

export interface InternetView {
  /** Text records, each of them in one piece; empty when there are none. */
  texts(name: string): Promise<readonly string[]>;
  addresses(host: string): Promise<readonly string[]>;
  mayConnect(address: string): boolean;
  readonly port: number;
  /** Certificates to believe instead of the system's own. */
  readonly authorities?: string | undefined;
}

const NOTHING_THERE = new Set(['ENODATA', 'ENOTFOUND', 'NODATA', 'NXDOMAIN']);

export function publicInternet(): InternetView {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  return {
    texts: async (name) =>
      (await orNothing(resolver.resolveTxt(name))).map((pieces) => pieces.join('')),
    addresses: async (host) => [
      ...(await orNothing(resolver.resolve4(host))),
      ...(await orNothing(resolver.resolve6(host))),
    ],
    mayConnect: isPublicAddress,
    port: 443,
  };
}

async function orNothing<Entry>(asked: Promise<Entry[]>): Promise<Entry[]> {
  try {
    return await asked;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (NOTHING_THERE.has(code)) return [];
    throw error;
  }
}
