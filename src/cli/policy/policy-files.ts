/** Everything that an administrator deploys, made from one document of settings. */
import { adml, admx, type Template } from './admx.ts';
import type { ExtensionIds } from './extension-ids.ts';
import { chromiumJson, firefoxJson } from './json-files.ts';
import { LANGUAGES } from './key-words.ts';
import { mobileConfig, propertyList } from './mac-files.ts';
import { registryBytes, registryFile } from './registry-file.ts';
import { type Settings, storedIn } from './stored.ts';

/** Bytes by path, within the folder that they are written to. */
export function policyFiles(
  settings: Settings,
  ids: ExtensionIds,
): ReadonlyMap<string, Uint8Array> {
  const templates = templatesFor(ids);
  const domains = {
    [`com.google.Chrome.extensions.${ids.chrome}`]: storedIn(settings),
    [`com.microsoft.Edge.extensions.${ids.edge}`]: storedIn(settings),
    'org.mozilla.firefox': {
      EnterprisePoliciesEnabled: true,
      '3rdparty': { Extensions: { [ids.firefox]: storedIn(settings) } },
    },
  };
  const files: [string, string][] = [
    ['linux/chrome.json', chromiumJson(settings, ids.chrome)],
    ['linux/edge.json', chromiumJson(settings, ids.edge)],
    ['firefox/policies.json', firefoxJson(settings, ids)],
    ['macos/link-guard.mobileconfig', mobileConfig({ ...profile(settings), domains })],
  ];
  for (const [domain, set] of Object.entries(domains)) {
    files.push([`macos/${domain}.plist`, propertyList(set)]);
  }
  for (const template of templates) {
    const { name, key } = template;
    files.push([`windows/${name}.reg`, registryFile(settings, `HKEY_LOCAL_MACHINE\\${key}`)]);
    files.push([`windows/link-guard-${name}.admx`, admx(template)]);
    for (const language of LANGUAGES) {
      files.push([`windows/${language}/link-guard-${name}.adml`, adml(template, language)]);
    }
  }
  return new Map(
    files.map(([path, text]) => [
      path,
      path.endsWith('.reg') ? registryBytes(text) : Buffer.from(text),
    ]),
  );
}

function templatesFor({ chrome, edge, firefox }: ExtensionIds): readonly Template[] {
  return [
    {
      browser: 'Google Chrome',
      name: 'chrome',
      key: `Software\\Policies\\Google\\Chrome\\3rdparty\\extensions\\${chrome}\\policy`,
    },
    {
      browser: 'Microsoft Edge',
      name: 'edge',
      key: `Software\\Policies\\Microsoft\\Edge\\3rdparty\\extensions\\${edge}\\policy`,
    },
    {
      browser: 'Mozilla Firefox',
      name: 'firefox',
      key: `Software\\Policies\\Mozilla\\Firefox\\3rdparty\\Extensions\\${firefox}`,
    },
  ];
}

function profile(settings: Settings): { readonly name: string; readonly organisation: string } {
  const { organisation } = settings as { organisation?: { name?: unknown } };
  const name = typeof organisation?.name === 'string' ? organisation.name : 'Link Guard';
  return { name: 'Link Guard', organisation: name };
}
