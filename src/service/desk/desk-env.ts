/** What the routes of the desk are given beside what every route is. */
import type { AppEnv, AppOptions } from '../app-env.ts';
import type { SignedIn } from '../sign-in/sessions.ts';

export interface DeskEnv extends AppEnv {
  Variables: { person: SignedIn };
}

export type DeskOptions = AppOptions;
