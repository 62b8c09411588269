/**
 * What one script did in a page, from the browser's own trace: the time of every call into it, the
 * tasks it was called in, and what style and layout cost meanwhile. Nothing of ours runs for it.
 */
import type { Page } from 'puppeteer-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** The part of it in which the thread really ran: other programs take turns on the machine. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

export interface Trace {
  /** Milliseconds of all calls into scripts whose address contains the name. */
  readonly script: number;
  /** How many calls that were. */
  readonly calls: number;
  /** The longest task in which there was such a call, in milliseconds. */
  readonly longestTask: number;
  /** Milliseconds of style and layout in the page. */
  readonly layout: number;
}

const CATEGORIES = ['devtools.timeline', 'toplevel', 'disabled-by-default-devtools.timeline'];
const TASKS = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);
const LAYOUTS = new Set(['Layout', 'UpdateLayoutTree']);

/** Records while the work goes on. `script` is part of the script's address. */
export async function traced(
  page: Page,
  script: string,
  work: () => Promise<unknown>,
): Promise<Trace> {
  await page.tracing.start({ categories: CATEGORIES });
  await work();
  const recorded = await page.tracing.stop();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(recorded)) as {
    traceEvents: readonly TraceEvent[];
  };
  return read(traceEvents, script);
}

export function read(events: readonly TraceEvent[], script: string): Trace {
  const whole = events.filter(({ ph, dur }) => ph === 'X' && dur !== undefined);
  const calls = outermost(
    whole.filter(
      ({ name, args }) => name === 'FunctionCall' && args?.data?.url?.includes(script) === true,
    ),
  );
  const threads = new Set(calls.map(threadOf));
  const there = whole.filter((event) => threads.has(threadOf(event)));
  const tasks = there.filter(
    (task) => TASKS.has(task.name) && firstWithin(calls, task) !== undefined,
  );
  return {
    script: sum(calls),
    calls: calls.length,
    longestTask: Math.max(0, ...tasks.map(ran)) / 1_000,
    layout: sum(outermost(there.filter(({ name }) => LAYOUTS.has(name)))),
  };
}

/** Without those that are part of another one of them. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const kept: TraceEvent[] = [];
  const sorted = [...events].sort((one, other) => one.ts - other.ts || endOf(other) - endOf(one));
  for (const event of sorted) {
    const last = kept.findLast((one) => threadOf(one) === threadOf(event));
    if (last === undefined || !isWithin(event, last)) kept.push(event);
  }
  return kept;
}

/** By halving: there are many tasks, and calls in the order of time. */
function firstWithin(calls: readonly TraceEvent[], task: TraceEvent): TraceEvent | undefined {
  let [from, to] = [0, calls.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((calls[middle]?.ts ?? 0) < task.ts) from = middle + 1;
    else to = middle;
  }
  const call = calls[from];
  return call !== undefined && isWithin(call, task) ? call : undefined;
}

function isWithin(event: TraceEvent, other: TraceEvent): boolean {
  return (
    threadOf(event) === threadOf(other) && event.ts >= other.ts && endOf(event) <= endOf(other)
  );
}

function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur;
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}:${tid}`;
}

function ran({ tdur, dur = 0 }: TraceEvent): number {
  return tdur ?? dur;
}

/** In milliseconds. */
function sum(events: readonly TraceEvent[]): number {
  return events.reduce((total, event) => total + ran(event), 0) / 1_000;
}
