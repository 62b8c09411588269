/**
 * When a press on "continue" counts. A page can open the gate under a pointer that is about to
 * click, or hide it until the last moment; so the button arms only after the gate was in sight and
 * focused for half a second without a break, and a press counts only from a person, with a pointer
 * at rest. Times are milliseconds of one steady clock.
 */
export const ARMING_TIME = 500;

/** How far back, and how far in CSS pixels, a pointer may have moved and still be at rest. */
const REST_TIME = 80;
const REST_DISTANCE = 6;

export interface Movement {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/** Movements that still matter at the time of the newest one. */
export function withMovement(
  movements: readonly Movement[],
  newest: Movement,
): readonly Movement[] {
  return [...movements.filter(({ at }) => newest.at - at <= REST_TIME), newest];
}

export function isAtRest(movements: readonly Movement[], now: number): boolean {
  const recent = movements.filter(({ at }) => now - at <= REST_TIME);
  const span = (values: readonly number[]) =>
    values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
  return (
    span(recent.map(({ x }) => x)) <= REST_DISTANCE &&
    span(recent.map(({ y }) => y)) <= REST_DISTANCE
  );
}

/** `inSightSince` is undefined while the gate is hidden or another window has the focus. */
export function isArmed(inSightSince: number | undefined, now: number): boolean {
  return inSightSince !== undefined && now - inSightSince >= ARMING_TIME;
}
