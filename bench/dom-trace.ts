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
  /**
   * Milliseconds of all calls into scripts whose address contains the name. What a promise's answer
   * sets off is no call of its own and is not in it.
   */
  readonly script: number;
  /** Milliseconds of those between a mark of the page's named `changed` and the next `told`. */
  readonly told: number;
  /** The most of it without a pause, in milliseconds. */
  readonly longestTurn: number;
  /** Milliseconds of style and layout in the page. */
  readonly layout: number;
}

const CATEGORIES = ['devtools.timeline', 'toplevel', 'blink.user_timing'];
const TASKS = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);
const MARKS = new Set(['changed', 'told']);
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
  const named = whole.filter(
    ({ name, args }) => name === 'FunctionCall' && args?.data?.url?.includes(script) === true,
  );
  const threads = new Set(named.map(threadOf));
  const there = whole.filter((event) => threads.has(threadOf(event)));
  const calls = outermost(named);
  const marks = events
    .filter(({ name }) => MARKS.has(name))
    .sort((one, other) => one.ts - other.ts);
  const tasks = outermost(there.filter(({ name }) => TASKS.has(name)));
  return {
    script: sum(calls),
    told: sum(
      calls.filter(({ ts }) => marks.findLast((mark) => mark.ts <= ts)?.name === 'changed'),
    ),
    longestTurn: Math.max(0, ...tasks.map((task) => sum(allWithin(calls, task)))),
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
function allWithin(calls: readonly TraceEvent[], task: TraceEvent): readonly TraceEvent[] {
  let [from, to] = [0, calls.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((calls[middle]?.ts ?? 0) < task.ts) from = middle + 1;
    else to = middle;
  }
  const end = calls.findIndex((call, index) => index >= from && call.ts > endOf(task));
  return calls.slice(from, end < 0 ? calls.length : end).filter((call) => isWithin(call, task));
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
