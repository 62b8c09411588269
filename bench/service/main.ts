/**
 * Prints what the service costs, each figure beside that of something plain in the same run, on the
 * same machine: a bare HTTP server, bare inserts, a bare sync of the disk.
 *
 *     npm run bench:service                all of it
 *     npm run bench:service -- intake      some of it
 *     npm run bench:service -- --json      one object a line
 */
import { runParts } from '../run-parts.ts';
import { benchIntake } from './intake.ts';
import { benchLookups } from './lookups.ts';

await runParts({ lookups: benchLookups, intake: benchIntake });
