/**
 * What the browsers of an organisation counted, added up by day. What fewer than so many reports of
 * one day say is nobody's business, and is not shown.
 */
import { ACTIONS } from '../policy/index.ts';
import type { FleetDay, FleetReport } from '../wire/index.ts';
import type { FleetDaySum, FleetSum } from './store/fleet.ts';

/** Reports of one day that anything shown comes from, at the least; each browser sends one. */
export const SMALLEST_GROUP = 10;

export interface FleetLine {
  readonly kind: string;
  readonly name: string;
  readonly amount: number;
  /** Of all days that are shown. */
  readonly reports: number;
}

export interface FleetView {
  /** The first and the last day, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  readonly smallestGroup: number;
  readonly lines: readonly FleetLine[];
  /** Whether anything was left out for coming from too few. */
  readonly isPartial: boolean;
}

/** What one report adds, in a fixed order. */
export function sumsOf(report: FleetReport): readonly FleetSum[] {
  const { version, rulesetVersion, state, problems, counts } = report;
  const actions = new Map<string, number>();
  for (const { action, category, context, count } of counts) {
    const name = `${action} ${category} ${context}`;
    actions.set(name, (actions.get(name) ?? 0) + count);
  }
  return [
    { kind: 'report', name: 'all', amount: 1 },
    { kind: 'version', name: version, amount: 1 },
    { kind: 'ruleset', name: String(rulesetVersion), amount: 1 },
    { kind: 'state', name: state, amount: 1 },
    ...[...new Set(problems)].map((name) => ({ kind: 'problem', name, amount: 1 })),
    ...[...actions].map(([name, amount]) => ({ kind: 'action', name, amount })),
  ];
}

/** A day's sum of too few reports is left out before the days are added. */
export function viewFleet(
  sums: readonly FleetDaySum[],
  { from, to, smallestGroup }: Pick<FleetView, 'from' | 'to' | 'smallestGroup'>,
): FleetView {
  const shown = shownOf(sums, smallestGroup);
  const lines = new Map<string, FleetLine>();
  for (const { kind, name, amount, reports } of shown) {
    const key = `${kind} ${name}`;
    const before = lines.get(key);
    lines.set(key, {
      ...{ kind, name },
      amount: amount + (before?.amount ?? 0),
      reports: reports + (before?.reports ?? 0),
    });
  }
  return {
    ...{ from, to, smallestGroup },
    lines: [...lines.values()],
    isPartial: shown.length < sums.length,
  };
}

/** Each day of which enough reports came, by what was done with links. */
export function fleetDays(sums: readonly FleetDaySum[], smallestGroup: number): FleetDay[] {
  const shown = shownOf(sums, smallestGroup);
  const add = (lines: readonly FleetDaySum[]) =>
    lines.reduce((before, { amount }) => before + amount, 0);
  return shown
    .filter(({ kind }) => kind === 'report')
    .map(({ day, amount }) => {
      const ofDay = shown.filter((line) => line.day === day);
      const troubled = ofDay.filter(({ kind, name }) => kind === 'state' && name !== 'protecting');
      const linksOf = (action: string) =>
        add(ofDay.filter(({ kind, name }) => kind === 'action' && name.startsWith(`${action} `)));
      const links = Object.fromEntries(ACTIONS.map((action) => [action, linksOf(action)]));
      return { day, reports: amount, troubled: add(troubled), links: links as FleetDay['links'] };
    });
}

function shownOf(sums: readonly FleetDaySum[], smallestGroup: number): readonly FleetDaySum[] {
  return sums.filter(({ reports }) => reports >= smallestGroup);
}
