/**
 * Builds the service's own pages, portal and desk: two documents and what they load, all of it
 * from the service itself, nothing of it inline, so that their content security policy can say so.
 */
import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

const ROOT = join(import.meta.dirname, 'src/service/pages');

export default defineConfig({
  root: ROOT,
  base: '/',
  publicDir: false,
  plugins: [preact()],
  worker: { format: 'es' },
  build: {
    outDir: join(import.meta.dirname, 'dist/pages'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: { input: [join(ROOT, 'portal.html'), join(ROOT, 'desk.html')] },
  },
});
