/** The desk's view of publishing: what is in force, of which lists, and what was ordered. */
import type { Context } from 'hono';
import * as v from 'valibot';
import { may } from '../../redress/index.ts';
import {
  type DeskPublishing,
  PublishingStateSchema,
  PublishOrderRequestSchema,
} from '../../wire/index.ts';
import type { DeskEnv, DeskOptions } from '../desk/desk-env.ts';
import { Refusal } from '../problem.ts';
import { readJson } from '../read-json.ts';

const MAX_BYTES = 16 * 1024;
const ORDERS_LIMIT = 20;

type DeskContext = Context<DeskEnv>;

/** For those who publish, and for those who see to it that they can. */
export function answerPublishing(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const { role } = context.get('person');
    if (!may(role, 'publish') && role !== 'administrator') throw notTheirs();
    return context.json(await viewOf(options, may(role, 'publish')));
  };
}

/** It is written down here, and done by the node that publishes, within seconds. */
export function takePublishOrder(options: DeskOptions) {
  return async (context: DeskContext): Promise<Response> => {
    const { id, role } = context.get('person');
    if (!may(role, 'publish')) throw notTheirs();
    const { kind, why } = await readJson(context, PublishOrderRequestSchema, MAX_BYTES);
    const at = new Date(options.now()).toISOString();
    await options.store.publishOrders.place({ kind, by: { id, role }, at, why });
    return context.json(await viewOf(options, true), 201);
  };
}

async function viewOf({ store }: DeskOptions, mayOrder: boolean): Promise<DeskPublishing> {
  const state = v.safeParse(PublishingStateSchema, await store.documents.read('publishing'));
  const names = new Map((await store.accounts.list()).map(({ id, name }) => [id, name]));
  const orders = await store.publishOrders.recent(ORDERS_LIMIT);
  return {
    ...(state.success ? { state: state.output } : {}),
    mayOrder,
    orders: orders.map(({ by, doneAt, outcome, ...rest }) => ({
      ...rest,
      by: names.get(by) ?? by,
      ...(doneAt === undefined ? {} : { doneAt }),
      ...(outcome === undefined ? {} : { outcome }),
    })),
  };
}

function notTheirs(): Refusal {
  return new Refusal('forbidden', { detail: 'this role publishes nothing' });
}
