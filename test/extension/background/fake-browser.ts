/** The browser's side of the extension, in memory: what a test sets up, and what it was told. */
import { isCovered, patternOf } from '../../../src/extension/match-pattern.ts';

type Values = Record<string, unknown>;
type Changes = Record<string, { newValue?: unknown }>;
type ChangeListener = (changes: Changes, area: string) => void;

interface Script {
  readonly id: string;
  readonly js?: readonly string[];
  readonly matches?: readonly string[];
}

export const OWN_ID = 'link-guard-test';
export const OWN_ORIGIN = 'moz-extension://00000000-0000-4000-8000-000000000000';

export interface FakeRule {
  readonly id: number;
  readonly priority: number;
  readonly action: { readonly type: string };
  readonly condition: Readonly<Record<string, unknown>>;
}

interface Named {
  readonly origins?: readonly string[];
  readonly permissions?: readonly string[];
}

interface RuleChange {
  readonly removeRuleIds: readonly number[];
  readonly addRules: readonly FakeRule[];
}

/** All of a change or nothing of it, as the browsers do. */
function ruleList() {
  const list = {
    rules: [] as FakeRule[],
    isBroken: false,
    updates: 0,
    update({ removeRuleIds, addRules }: RuleChange): void {
      list.updates += 1;
      if (list.isBroken) throw new Error('Internal error');
      const kept = list.rules.filter(({ id }) => !removeRuleIds.includes(id));
      const ids = [...kept, ...addRules].map(({ id }) => id);
      if (new Set(ids).size < ids.length) throw new Error('Rule does not have a unique ID');
      list.rules = [...kept, ...addRules];
    },
  };
  return list;
}

export function makeFakeBrowser() {
  const listeners = new Set<ChangeListener>();
  const area = (name: string) => {
    const values = new Map<string, string>();
    const state = { isFull: false, isBroken: false };
    return {
      state,
      values,
      /** Null for all of them. */
      async get(wanted: string | string[] | null): Promise<Values> {
        if (state.isBroken) throw new Error('An unexpected error occurred');
        const kept = [...values].filter(
          ([key]) => wanted === null || [wanted].flat().includes(key),
        );
        return Object.fromEntries(kept.map(([key, value]) => [key, JSON.parse(value)]));
      },
      async set(given: Values): Promise<void> {
        if (state.isFull) throw new Error('QUOTA_BYTES quota exceeded');
        for (const [key, value] of Object.entries(given)) {
          values.set(key, JSON.stringify(value));
          for (const listener of listeners) listener({ [key]: { newValue: value } }, name);
        }
      },
      async remove(keys: string | string[]): Promise<void> {
        for (const key of [keys].flat()) {
          values.delete(key);
          for (const listener of listeners) listener({ [key]: {} }, name);
        }
      },
    };
  };
  /** What an administrator set; undefined where Firefox has nothing of it. */
  const managed = { set: {} as Values | undefined, isBroken: false };
  const event = () => ({ addListener: () => undefined, removeListener: () => undefined });
  const tabs = {
    created: [] as Values[],
    updated: [] as { tabId: number; url: string }[],
    removed: [] as number[],
    back: [] as number[],
    sent: [] as { tabId: number; message: unknown }[],
    open: [] as (Values & { id: number; url?: string })[],
    answer: (_message: unknown, _frameId?: number): unknown => undefined,
    /** Of every tab. */
    frames: [{ frameId: 0 }],
  };
  const windows = { focused: { incognito: false } };
  const alarms = new Map<string, Values>();
  const toolbar = { text: '', title: '', icon: '', ofTabs: new Map<number, string>() };
  const menu: { id: string; title: string }[] = [];
  const permissions = { granted: true, withheld: new Set<string>() };
  const scripts = {
    registered: [] as Script[],
    injected: [] as number[],
    matches: ['http://localhost/*'],
    isRefused: false,
  };
  const net = { dynamic: ruleList(), session: ruleList() };
  const browser = {
    runtime: {
      id: OWN_ID,
      getURL: (path: string) => `${OWN_ORIGIN}/${path}`,
      getManifest: () => ({
        version: '0.1.0',
        content_scripts: [
          // As Firefox gives it.
          { matches: scripts.matches, js: [`${OWN_ORIGIN}/content/main.js`] },
        ],
        host_permissions: ['http://localhost/*', 'https://service.example/*'],
      }),
      sendMessage: async (_message: unknown): Promise<unknown> => undefined,
      onMessage: event(),
    },
    storage: {
      local: area('local'),
      session: area('session'),
      managed: {
        async get(): Promise<Values> {
          if (managed.isBroken) throw new Error('An unexpected error occurred');
          if (managed.set === undefined) throw new Error('Managed storage manifest not found');
          return JSON.parse(JSON.stringify(managed.set));
        },
      },
      onChanged: {
        addListener: (listener: ChangeListener) => listeners.add(listener),
        removeListener: (listener: ChangeListener) => listeners.delete(listener),
      },
    },
    tabs: {
      query: async ({ url }: { url?: readonly string[] }) =>
        url === undefined
          ? tabs.open
          : tabs.open.filter((tab) => isCovered(patternOf(tab.url ?? '') ?? '', url)),
      get: async (id: number) => tabs.open.find((tab) => tab.id === id),
      create: async (given: Values) => {
        tabs.created.push(given);
        return {};
      },
      update: async (tabId: number, { url }: { url: string }) => {
        tabs.updated.push({ tabId, url });
      },
      goBack: async (tabId: number) => {
        tabs.back.push(tabId);
      },
      remove: async (tabId: number) => {
        tabs.removed.push(tabId);
      },
      sendMessage: async (tabId: number, message: unknown, to: { frameId?: number } = {}) => {
        tabs.sent.push({ tabId, message });
        return tabs.answer(message, to.frameId);
      },
    },
    webNavigation: {
      getAllFrames: async () => tabs.frames,
    },
    windows: {
      create: async (given: Values) => tabs.created.push(given),
      getLastFocused: async () => windows.focused,
    },
    contextMenus: {
      removeAll: async () => void menu.splice(0),
      create: (entry: { id: string; title: string }) => void menu.push(entry),
    },
    alarms: {
      get: async (name: string) => alarms.get(name),
      create: async (name: string, info: Values) => {
        alarms.set(name, info);
      },
      clear: async (name: string) => alarms.delete(name),
    },
    action: {
      setTitle: async ({ title, tabId }: { title: string; tabId?: number }) => {
        if (tabId === undefined) toolbar.title = title;
        else toolbar.ofTabs.set(tabId, title);
      },
      setBadgeText: async ({ text, tabId }: { text: string; tabId?: number }) => {
        if (tabId === undefined) toolbar.text = text;
      },
      setBadgeBackgroundColor: async () => undefined,
      setIcon: async ({ path, tabId }: { path: Record<string, string>; tabId?: number }) => {
        if (tabId === undefined) toolbar.icon = path[16] ?? '';
      },
    },
    permissions: {
      contains: async ({ origins = [], permissions: named = [] }: Named) =>
        permissions.granted && ![...origins, ...named].some((one) => permissions.withheld.has(one)),
      remove: async ({ origins }: { origins: readonly string[] }) => {
        for (const one of origins) permissions.withheld.add(one);
        return true;
      },
      getAll: async () => ({ origins: [] }),
    },
    scripting: {
      getRegisteredContentScripts: async () => scripts.registered,
      async registerContentScripts(added: readonly Script[]) {
        if (scripts.isRefused) throw new Error('Internal error');
        const known = scripts.registered.map(({ id }) => id);
        if (added.some(({ id }) => known.includes(id))) throw new Error('Duplicate script ID');
        scripts.registered = [...scripts.registered, ...added];
      },
      async unregisterContentScripts({ ids }: { ids: readonly string[] }) {
        scripts.registered = scripts.registered.filter(({ id }) => !ids.includes(id));
      },
      executeScript: async ({ target }: { target: { tabId: number } }) => {
        scripts.injected.push(target.tabId);
        return [];
      },
    },
    declarativeNetRequest: {
      getDynamicRules: async () => net.dynamic.rules,
      getSessionRules: async () => net.session.rules,
      updateDynamicRules: async (change: RuleChange) => net.dynamic.update(change),
      updateSessionRules: async (change: RuleChange) => net.session.update(change),
      isRegexSupported: async () => ({ isSupported: true }),
    },
    i18n: { getMessage: (key: string) => key },
  };
  return { browser, tabs, windows, alarms, menu, toolbar, permissions, scripts, net, managed };
}

export type FakeBrowser = ReturnType<typeof makeFakeBrowser>;
