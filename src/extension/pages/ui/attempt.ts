/** Does something that can fail, and remembers that it did, for saying so. */
import { useCallback, useState } from 'preact/hooks';

export interface Attempt {
  readonly hasFailed: boolean;
  /** What is in force is asked for afterwards in either case. */
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}

/** `after` must be stable. */
export function useAttempt(after: () => Promise<void>): Attempt {
  const [hasFailed, setFailed] = useState(false);
  const attempt = useCallback(
    async (work: () => Promise<unknown>) => {
      setFailed(false);
      try {
        await work();
      } catch {
        // Nothing was changed, and that is what the person is told, whatever the code.
        setFailed(true);
      }
      await after();
    },
    [after],
  );
  return { hasFailed, attempt };
}
