/** Which keys somebody is busy with in this process: whoever comes with one of them again waits. */
export interface InWork {
  /** Runs the work, or gives undefined where this key is in work already. */
  run<Value>(key: string, work: () => Promise<Value>): Promise<Value | undefined>;
}

export function createInWork(): InWork {
  const keys = new Set<string>();
  return {
    async run(key, work) {
      if (keys.has(key)) return undefined;
      keys.add(key);
      try {
        return await work();
      } finally {
        keys.delete(key);
      }
    },
  };
}
