/**
 * Engines that other people use for the same question, "is this address listed?", from the text of
 * the same rules. Filter engines know more kinds of rules than we do; a set of expressions and a
 * sorted list of hash prefixes know less, and are what is written first.
 */
import { hash } from 'node:crypto';
import { Request as AdguardRequest, Engine, RequestType } from '@adguard/tsurlfilter';
import { FiltersEngine, Request } from '@ghostery/adblocker';
import { enableWASM, StaticNetFilteringEngine } from '@gorhill/ubo-core';
import type { Rule } from './inputs.ts';

export interface Peer {
  readonly name: string;
  isListed(address: string): boolean;
}

export interface FilterPeer extends Peer {
  /** From the text of a filter list. */
  build(text: string): Promise<void> | void;
  /** Bytes. */
  serialize(): Promise<Uint8Array> | Uint8Array;
  load(serialized: Uint8Array): Promise<void> | void;
}

const CHAT = 'https://chat.example/';

let ublock: Promise<FilterPeer> | undefined;

/** There can be one in a process only. */
export function ublockCore(): Promise<FilterPeer> {
  ublock ??= makeUblockCore();
  return ublock;
}

async function makeUblockCore(): Promise<FilterPeer> {
  await enableWASM();
  const engine = await StaticNetFilteringEngine.create();
  return {
    name: '@gorhill/ubo-core',
    build: (text) => engine.useLists([{ name: 'rules', raw: text }]),
    isListed: (url) => engine.matchRequest({ originURL: CHAT, url, type: 'xhr' }) !== 0,
    serialize: async () => new TextEncoder().encode(await engine.serialize()),
    async load(serialized) {
      await engine.deserialize(new TextDecoder().decode(serialized));
    },
  };
}

export function ghostery(): FilterPeer {
  let engine = FiltersEngine.empty();
  return {
    name: '@ghostery/adblocker',
    build(text) {
      engine = FiltersEngine.parse(text, { enableCompression: false });
    },
    isListed: (url) =>
      engine.match(Request.fromRawDetails({ url, sourceUrl: CHAT, type: 'xhr' })).match,
    serialize: () => engine.serialize(),
    load(serialized) {
      engine = FiltersEngine.deserialize(serialized);
    },
  };
}

/** It has no form to serialise to: what it builds is what it loads. */
export function adguard(text: string): Peer {
  const engine = Engine.createSync({ filters: [{ id: 1, content: text }] });
  return {
    name: '@adguard/tsurlfilter',
    isListed: (url) =>
      engine
        .matchRequest(new AdguardRequest(url, CHAT, RequestType.XmlHttpRequest))
        .getBasicResult() !== null,
  };
}

/** A set of expressions, asked for each expression of the address. */
export function expressionSet(rules: readonly Rule[]): Peer {
  const set = new Set(rules.map(({ host, path }) => host + path));
  return {
    name: 'Set of expressions',
    isListed: (address) => expressionsOf(address).some((expression) => set.has(expression)),
  };
}

/** Four bytes of each expression's SHA-256, sorted, as the update protocols of Safe Browsing have it. */
export function hashPrefixes(rules: readonly Rule[]): Peer {
  const prefixOf = (expression: string) => hash('sha256', expression, 'buffer').readUInt32BE();
  const sorted = Uint32Array.from(rules, ({ host, path }) => prefixOf(host + path)).sort();
  function has(prefix: number): boolean {
    let from = 0;
    let to = sorted.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((sorted[middle] ?? 0) < prefix) from = middle + 1;
      else to = middle;
    }
    return sorted[from] === prefix;
  }
  return {
    name: 'SHA-256 prefixes',
    isListed: (address) => expressionsOf(address).some((text) => has(prefixOf(text))),
  };
}

/** Every parent host with at least two labels, with the page and up to four folders. */
export function expressionsOf(address: string): readonly string[] {
  const { hostname, pathname, search } = new URL(address);
  const labels = hostname.split('.');
  const segments = pathname.split('/').slice(1, -1).slice(0, 3);
  const paths = ['/'];
  for (const segment of segments) paths.push(`${paths.at(-1)}${segment}/`);
  if (pathname !== paths.at(-1)) paths.push(pathname);
  if (search !== '') paths.push(pathname + search);
  const hosts = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
  return hosts.flatMap((host) => paths.map((path) => host + path));
}
