/** Accounts of the desk, made where the service's data is: whoever can write there decides. */
import { Command, Option } from 'commander';
import { CodedError } from '../policy/index.ts';
import {
  type Account,
  addAccount,
  invite,
  STAFF_ROLES,
  type StaffRole,
  type Store,
  subjectOf,
} from '../service/index.ts';
import { inStore, noteAct, type StorePlace } from './in-store.ts';
import { writeJson, writeLine } from './output.ts';

interface Place extends StorePlace {
  readonly address: string;
  readonly json?: true;
}

interface AddOptions extends Place {
  readonly role: StaffRole;
  readonly issuer?: string;
  readonly person?: string;
}

export function accountCommand(): Command {
  const account = new Command('account').description('who may work at the desk');
  account.addCommand(
    placed('add <name>', 'make an account, and a one-time link to take it over')
      .addOption(
        new Option('--role <role>', 'what it may do').choices(STAFF_ROLES).makeOptionMandatory(),
      )
      .option('--issuer <url>', 'address of the single sign-on that vouches for it')
      .option('--person <sub|email>', 'who the account is at that issuer')
      .action((name: string, options: AddOptions) => inStore(options, add(name, options))),
  );
  account.addCommand(
    placed('invite <name>', 'make another one-time link, for somebody who lost the way in').action(
      (name: string, options: Place) => inStore(options, inviteAgain(name, options)),
    ),
  );
  account.addCommand(
    placed('disable <name>', 'end its sessions, and let it sign in no more').action(
      (name: string, options: Place) =>
        inStore(options, async (store) => {
          const { id } = await named(store.accounts, name);
          await store.accounts.disable(id);
          await noteAct(store, { act: 'account.disabled', subject: id });
          await writeLine(`${name}: disabled`);
        }),
    ),
  );
  account.addCommand(
    placed('list', 'name, role and state of each').action((options: Place) =>
      inStore(options, async ({ accounts }) => {
        const all = (await accounts.list()).map(({ name, role, isDisabled }) => ({
          ...{ name, role, isDisabled },
        }));
        if (options.json) await writeJson(all);
        else for (const each of all) await writeLine(lineOf(each));
      }),
    ),
  );
  return account;
}

function placed(usage: string, description: string): Command {
  const [name = '', ...takes] = usage.split(' ');
  const command = new Command(name).description(description).exitOverride();
  for (const each of takes) command.argument(each);
  return command
    .option('--data <dir>', 'folder of the service', 'data')
    .addOption(
      new Option('--database <url|file>', 'database of the service, if it has another').env(
        'DATABASE_URL',
      ),
    )
    .option('--address <url>', 'where people see the service', 'http://localhost:8787')
    .option('--json', 'print it as JSON');
}

function add(name: string, options: AddOptions) {
  const { role, issuer, person, address, json } = options;
  if ((issuer === undefined) !== (person === undefined)) {
    throw new CodedError('bad-option', '--issuer and --person: give both or none');
  }
  const subject =
    issuer === undefined || person === undefined ? undefined : subjectOf(issuer, person);
  return async (store: Store) => {
    const { accounts } = store;
    const id = await addAccount(accounts, { name, role, subject }, Date.now());
    await noteAct(store, { act: 'account.added', subject: id, detail: { role } });
    const link = linkOf(address, await invite(accounts, id, Date.now()));
    if (json) await writeJson({ name, role, link });
    else await writeLine(`${name} (${role}): good once, for two days:\n${link}`);
  };
}

function inviteAgain(name: string, { address, json }: Place) {
  return async (store: Store) => {
    const { accounts } = store;
    const { id, isDisabled } = await named(accounts, name);
    if (isDisabled) throw new CodedError('bad-option', `account ${name}: is disabled`);
    await noteAct(store, { act: 'account.invited', subject: id });
    const link = linkOf(address, await invite(accounts, id, Date.now()));
    if (json) await writeJson({ name, link });
    else await writeLine(`${name}: good once, for two days:\n${link}`);
  };
}

async function named(accounts: Store['accounts'], name: string): Promise<Account> {
  const account = await accounts.byName(name);
  if (account === undefined) throw new CodedError('bad-option', `account ${name}: there is none`);
  return account;
}

/** In the fragment, which is sent to nobody and stands in no log. */
function linkOf(address: string, secret: string): string {
  return `${address.replace(/\/+$/, '')}/desk#invitation=${secret}`;
}

function lineOf(account: Pick<Account, 'name' | 'role' | 'isDisabled'>): string {
  return `${account.name} (${account.role})${account.isDisabled ? ', disabled' : ''}`;
}
