/**
 * Brings the tables of its first argument up to date, and ends itself as a power cut would after so
 * many statements as its second one says. Prints how many there were where it came to the end.
 */
import { Kysely } from 'kysely';
import { migrate } from '../../src/service/store/migrate.ts';
import { isPostgres, openPostgres } from '../../src/service/store/postgres.ts';
import { openSqlite } from '../../src/service/store/sqlite.ts';
import type { Tables } from '../../src/service/store/tables.ts';

const [place = '', last = '0'] = process.argv.slice(2);
let done = 0;
const tables = new Kysely<Tables>({
  dialect: isPostgres(place) ? openPostgres(place) : openSqlite(place),
  log() {
    done += 1;
    if (done === Number(last)) process.kill(process.pid, 'SIGKILL');
  },
});
await migrate(tables, new Date());
await tables.destroy();
process.stdout.write(`${done}\n`);
