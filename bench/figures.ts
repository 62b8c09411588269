/** One measured figure beside that of a peer from the same run. A line each, or JSON a line. */
import { say } from '../scripts/say.ts';

export interface Figure {
  readonly figure: string;
  readonly ours: number;
  /** Absent where there is no peer, only a limit. */
  readonly peer?: number;
  readonly peerName?: string;
  readonly unit: string;
  /** What the ratio is to be, in words. */
  readonly goal?: string;
  /** How the ratio is formed: how many times better we are, or what share of the peer's we need. */
  readonly ratioOf?: 'peer/ours' | 'ours/peer';
}

export interface Report {
  add(figure: Figure): void;
  /** A line that is not a figure; left out of JSON. */
  note(line: string): void;
}

export function makeReport(isJson: boolean): Report {
  return {
    add(figure) {
      const ratio = ratioOf(figure);
      if (isJson) {
        const { figure: name, ours, peer = null, peerName = null, unit } = figure;
        say(JSON.stringify({ figure: name, ours, peer, peerName, ratio: ratio ?? null, unit }));
      } else say(asLine(figure, ratio));
    },
    note(line) {
      if (!isJson) say(line);
    },
  };
}

function ratioOf({ ours, peer, ratioOf: form = 'peer/ours' }: Figure): number | undefined {
  if (peer === undefined) return undefined;
  return round(form === 'peer/ours' ? peer / ours : ours / peer);
}

function asLine(
  { figure, ours, peer, peerName, unit, goal, ratioOf: form }: Figure,
  ratio?: number,
): string {
  const beside =
    peer === undefined
      ? ''
      : `; ${peerName} ${round(peer)} ${unit}; ${form ?? 'peer/ours'} ${ratio}`;
  return `${figure}: ${round(ours)} ${unit}${beside}${goal === undefined ? '' : ` (goal ${goal})`}`;
}

export function round(value: number): number {
  return Number(value.toPrecision(3));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
