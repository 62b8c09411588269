/**
 * A worker is mostly started by a question, and has one thread. What it does of itself begins when
 * no question has been open for a moment, or after a second of them.
 */

/** Milliseconds. */
const MOMENT = 50;
const LONGEST = 1000;

let open = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isResting = false;
let rest: () => void = () => undefined;

/** When this worker first has nothing to answer. */
export const atRest = new Promise<void>((resolve) => {
  rest = () => {
    isResting = true;
    resolve();
  };
});

setTimeout(() => rest(), LONGEST);
waitAMoment();

/** Passes on what `answering` gives or throws. */
export async function beforeRest<T>(answering: () => Promise<T>): Promise<T> {
  // Nothing waits for it any more.
  if (isResting) return answering();
  open += 1;
  clearTimeout(timer);
  try {
    return await answering();
  } finally {
    open -= 1;
    if (open === 0) waitAMoment();
  }
}

function waitAMoment(): void {
  timer = setTimeout(() => rest(), MOMENT);
}
