/**
 * Builds the extension from the one manifest, for one browser: `--mode chrome` (Chrome, Edge,
 * Chromium) or `--mode firefox`. What differs between installations (the service's address, the
 * root) comes in as JSON in the environment variable LINK_GUARD_BUILD, which
 * `scripts/build.ts` writes; the packaged seed ruleset is copied in by it afterwards.
 */
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { buildFacts, STAND_INS } from './scripts/build-facts.ts';
import { thirdParty } from './scripts/release/third-party.ts';
import { withoutMarkup } from './scripts/without-markup.ts';

const FIREFOX = {
  background: { scripts: ['src/extension/background/main.ts'], type: 'module' },
  minimum_chrome_version: undefined,
  // Firefox reads policies without a schema.
  storage: undefined,
  cross_origin_opener_policy: undefined,
  browser_specific_settings: {
    gecko: {
      id: 'link-guard@link-guard.example',
      strict_min_version: '140.0',
      data_collection_permissions: { required: ['browsingActivity'] },
    },
    // There the question about data came later than on the desktop.
    gecko_android: { strict_min_version: '142.0' },
  },
};

const BUILD_FACTS = buildFacts();

/** With access to its host, the service is asked without telling it which installation asks. */
function withService<T extends { host_permissions: string[] }>(base: T): T {
  const { serviceAddress } = JSON.parse(BUILD_FACTS) as { serviceAddress: string };
  const { protocol, hostname } = new URL(serviceAddress);
  const hosts = new Set([...base.host_permissions, `${protocol}//${hostname}/*`]);
  return { ...base, host_permissions: [...hosts] };
}

export default defineConfig(({ mode }) => {
  const browser = mode === 'firefox' ? 'firefox' : 'chrome';
  const base = withService(manifest);
  return {
    resolve: {
      alias: STAND_INS,
    },
    plugins: [
      preact(),
      withoutMarkup(),
      thirdParty(),
      crx({
        manifest: (browser === 'firefox' ? { ...base, ...FIREFOX } : base) as ManifestV3Export,
        browser,
      }),
    ],
    define: { LINK_GUARD_BUILD: BUILD_FACTS },
    build: {
      outDir: `dist/${browser}`,
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: false,
      rollupOptions: {
        input: {
          gate: 'src/extension/pages/gate/index.html',
          complain: 'src/extension/pages/complain/index.html',
          welcome: 'src/extension/pages/welcome/index.html',
        },
      },
    },
  };
});
