#!/usr/bin/env node
/** The command line, as a process. */
import { call } from './call.ts';

// A reader that has seen enough, like `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

await call(process.argv.slice(2));
