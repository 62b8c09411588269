/** Everything that the service keeps besides its rulesets: each concern has a file of its own. */
import { type Accounts, accountsIn } from './accounts.ts';
import { type Audit, auditIn } from './audit.ts';
import { createCaseFolds } from './case-folds.ts';
import { type Cases, casesIn } from './cases.ts';
import { adoptComplaints, type Complaints, complaintsIn } from './complaints.ts';
import { type Database, openDatabase } from './database.ts';
import { type Documents, documentsIn } from './documents.ts';
import { type Fleet, fleetIn } from './fleet.ts';
import { type GradeHistory, gradeHistoryIn } from './grade-history.ts';
import { type OwnerClaims, ownerClaimsIn } from './owner-claims.ts';
import type { PostgresOptions } from './postgres.ts';
import { type PublicLog, publicLogIn } from './public-log.ts';
import { type PublishOrders, publishOrdersIn } from './publish-orders.ts';
import { type Reporters, reportersIn } from './reporters.ts';
import { type Shared, sharedIn } from './shared.ts';

export type { Act, Audit, AuditEntry, AuditPage } from './audit.ts';
export type {
  AppendOutcome,
  CaseAppend,
  Cases,
  FiledComplaint,
  QueuedTask,
  RulingUnderPrefix,
} from './cases.ts';
export type {
  ComplaintFiling,
  ComplaintStanding,
  FilingOutcome,
} from './complaints.ts';
export type { GradeHistory, GradePoint } from './grade-history.ts';
export type { OwnerClaims } from './owner-claims.ts';
export type { PublicLog, PublicLogPage } from './public-log.ts';
export type { PublishedFile, PublishedFiles } from './published-files.ts';
export type { Shared } from './shared.ts';

/** Every method throws `store-unavailable` when the database is full, locked, broken or away. */
export interface Store extends Complaints, Cases, Pick<Database, 'isHealthy' | 'close'> {
  readonly accounts: Accounts;
  readonly audit: Audit;
  readonly publicLog: PublicLog;
  readonly ownerClaims: OwnerClaims;
  readonly grades: GradeHistory;
  readonly documents: Documents;
  readonly reporters: Reporters;
  readonly publishOrders: PublishOrders;
  readonly fleet: Fleet;
  /** Undefined where no other machine reaches the database. */
  readonly shared: Shared | undefined;
}

/**
 * Opens or makes the database at the path of an SQLite file or the URL of a PostgreSQL database,
 * and brings its tables up to date. Throws `store-corrupt` for a damaged one and `store-unavailable`
 * for one that cannot be used.
 */
export async function openStore(place: string, options?: PostgresOptions): Promise<Store> {
  const database = await openDatabase(place, options);
  const folds = createCaseFolds();
  await adoptComplaints(database, folds, new Date());
  return {
    ...complaintsIn(database, folds),
    ...casesIn(database, folds),
    accounts: accountsIn(database),
    audit: auditIn(database),
    publicLog: publicLogIn(database),
    ownerClaims: ownerClaimsIn(database),
    grades: gradeHistoryIn(database),
    documents: documentsIn(database),
    reporters: reportersIn(database, folds),
    publishOrders: publishOrdersIn(database),
    fleet: fleetIn(database),
    shared: sharedIn(place, database),
    isHealthy: database.isHealthy,
    close: database.close,
  };
}
