/**
 * Receives every message of the background, once, and checks it in this order: it comes from this
 * extension; its surface may use this protocol; its input parses. A content script shares a
 * process with a hostile page, so it never reaches what is for pages of the extension, and nothing
 * outside of the extension reaches anything.
 */
import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import { codeOf } from '../../policy/index.ts';
import { logError } from '../log.ts';
import type { InputOf, OutputOf, PortReply, Reply } from './envelope.ts';
import { CONTENT_INPUTS, PAGE_INPUTS } from './inputs.ts';
import type { ContentToBackground, LinkAnswer, PageToBackground } from './protocol.ts';

/** Who asks, as the browser (not the message) says. */
export interface Asker {
  /** Address of the asking document. */
  readonly url: string;
  /** Of that document; where its address names none, as in an empty frame, that of its tab. */
  readonly host: string;
  readonly tabId: number | undefined;
  readonly frameId: number;
  /** Index of the tab in its window. */
  readonly tabIndex: number | undefined;
  readonly isPrivate: boolean;
  /** Over a port: sends a part of the answer, while the rest has to wait. */
  readonly sendAhead?: (orders: LinkAnswer['orders']) => void;
}

export interface GuardedAsker extends Asker {
  readonly tabId: number;
}

type Table<P, A> = {
  readonly [N in keyof P]: (
    input: InputOf<P[N]>,
    asker: A,
  ) => OutputOf<P[N]> | Promise<OutputOf<P[N]>>;
};

export interface Handlers {
  /** What has to be there before anybody is answered. */
  readonly ready: () => Promise<void>;
  /** Is told of each answer that is under way; passes on what it comes to. */
  readonly during: <T>(answering: () => Promise<T>) => Promise<T>;
  readonly content: Table<ContentToBackground, GuardedAsker>;
  readonly page: Table<PageToBackground, Asker>;
}

/** The extension itself: its id, and the origin of its pages without a trailing slash. */
export interface Self {
  readonly id: string;
  readonly origin: string;
}

const EnvelopeSchema = v.object({
  protocol: v.picklist(['content', 'page']),
  name: v.pipe(v.string(), v.maxLength(64)),
  // Undefined does not travel: it is left out.
  input: v.optional(v.unknown()),
});

type Handler = (input: unknown, asker: Asker) => unknown;

/** Must be called synchronously when the worker starts. */
export function handle(handlers: Handlers): void {
  const self = { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, '') };
  browser.runtime.onMessage.addListener((message, sender, sendResponse) => {
    void answer(message, sender, handlers, self).then(sendResponse);
    return true;
  });
  browser.runtime.onConnect.addListener((port) => {
    port.onMessage.addListener((asked) => {
      // The page may have gone while it was judged.
      const post = (sent: PortReply) => isOpen && port.postMessage(sent);
      void answerOverPort(asked, port.sender ?? {}, handlers, self, post).then(post);
    });
    let isOpen = true;
    port.onDisconnect.addListener(() => {
      isOpen = false;
    });
  });
}

/** A question about links and nothing else: a port goes on saying who opened it, and where. */
const PortQuestionSchema = v.object({
  id: v.pipe(v.number(), v.integer()),
  input: v.unknown(),
});

/** With the question's id, for several may be under way. */
export async function answerOverPort(
  asked: unknown,
  sender: Runtime.MessageSender,
  handlers: Handlers,
  self: Self,
  post: (ahead: PortReply) => void,
): Promise<PortReply> {
  const question = v.safeParse(PortQuestionSchema, asked);
  if (!question.success) return { id: -1, reply: refusal('bad-message', 'not a question') };
  const { id, input } = question.output;
  const call = { protocol: 'content', name: 'links.judge', input } as const;
  const sendAhead = (ahead: LinkAnswer['orders']) => post({ id, ahead });
  return { id, reply: await answerCall(call, sender, handlers, self, { sendAhead }) };
}

export async function answer(
  message: unknown,
  sender: Runtime.MessageSender,
  handlers: Handlers,
  self: Self,
): Promise<Reply> {
  if (sender.id !== self.id) return FOREIGN;
  const envelope = v.safeParse(EnvelopeSchema, message);
  return envelope.success
    ? answerCall(envelope.output, sender, handlers, self)
    : refusal('bad-message', 'not a message of this protocol');
}

async function answerCall(
  call: Call,
  sender: Runtime.MessageSender,
  handlers: Handlers,
  self: Self,
  more: Pick<Asker, 'sendAhead'> = {},
): Promise<Reply> {
  const admitted = admit(call, sender, self);
  if ('ok' in admitted) return admitted;
  const { protocol, name, input } = admitted;
  // The schemas are keyed like the tables, so what parsed is what this handler takes.
  const table = handlers[protocol] as unknown as Readonly<Record<string, Handler>>;
  try {
    const value = await handlers.during(async () => {
      await handlers.ready();
      return table[name]?.(input, { ...askerOf(sender), ...more });
    });
    return { ok: true, value };
  } catch (error) {
    logError(`${name} failed`, error);
    const code = codeOf(error);
    return code === undefined || !(error instanceof Error)
      ? refusal('unexpected', `${name}: unexpected error`)
      : refusal(code, error.message);
  }
}

type Call = v.InferOutput<typeof EnvelopeSchema>;

/** The call, with its input parsed; or why it is refused. */
function admit(
  { protocol, name, input }: Call,
  sender: Runtime.MessageSender,
  self: Self,
): Call | Extract<Reply, { ok: false }> {
  if (sender.id !== self.id) return FOREIGN;
  if (!SURFACES[protocol](sender, self)) {
    return refusal('not-allowed', `this surface may not use the protocol "${protocol}"`);
  }
  const schemas: Readonly<Record<string, v.GenericSchema>> = SCHEMAS[protocol];
  const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  if (schema === undefined) return refusal('no-such-message', 'nothing answers to this name');
  const parsed = v.safeParse(schema, input);
  if (!parsed.success) {
    return refusal('bad-input', `${name}: ${v.getDotPath(parsed.issues[0]) ?? 'input'}`);
  }
  return { protocol, name, input: parsed.output };
}

const SCHEMAS = { content: CONTENT_INPUTS, page: PAGE_INPUTS };
const SURFACES = { content: isContentScript, page: isOwnPage };

const FOREIGN = refusal('foreign-sender', 'not from this extension');

function refusal(code: string, message: string): Extract<Reply, { ok: false }> {
  return { ok: false, code, message };
}

/** Popup or tab of the extension itself; never framed. */
function isOwnPage(sender: Runtime.MessageSender, self: Self): boolean {
  return originOf(sender) === self.origin && (sender.frameId ?? 0) === 0;
}

function isContentScript(sender: Runtime.MessageSender, self: Self): boolean {
  return sender.tab?.id !== undefined && originOf(sender) !== self.origin;
}

/** `sender.origin` is not in Firefox, and "null" where the document's is opaque. */
function originOf({ url = '' }: Runtime.MessageSender): string | undefined {
  const match = /^([a-z-]+:\/\/[^/?#]*)/i.exec(url);
  return match?.[1];
}

function hostOf({ url = '', tab }: Runtime.MessageSender): string {
  const address = originOf({ url }) === undefined ? tab?.url : url;
  return address !== undefined && URL.canParse(address) ? new URL(address).hostname : '';
}

/** Of a port, which goes on saying the same of who opened it, told once. */
const askers = new WeakMap<Runtime.MessageSender, Asker>();

function askerOf(sender: Runtime.MessageSender): Asker {
  const known = askers.get(sender);
  if (known !== undefined) return known;
  const { tab, frameId, url } = sender;
  const asker = {
    url: url ?? '',
    host: hostOf(sender),
    tabId: tab?.id,
    frameId: frameId ?? 0,
    tabIndex: tab?.index,
    isPrivate: tab?.incognito ?? false,
  };
  askers.set(sender, asker);
  return asker;
}
