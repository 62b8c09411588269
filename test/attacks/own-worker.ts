/** A host that serves its pages by a worker of its own, from an earlier visit that nobody stopped. */
import { until } from '../support/until.ts';
import type { Ground } from './ground.ts';

export async function installWorker(ground: Ground, to: string): Promise<void> {
  ground.answer(`${to}worker.js`, {
    headers: { 'Content-Type': 'text/javascript' },
    body: `addEventListener('fetch', (event) => {
      const isPage = event.request.mode === 'navigate';
      if (isPage) event.respondWith(new Response('<title>own</title>', { headers: { 'Content-Type': 'text/html' } }));
    });
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));`,
  });
  ground.answer(to, {
    body: `<!doctype html><title>installing</title><script>
      navigator.serviceWorker.oncontrollerchange = () => { document.title = 'installed'; };
      navigator.serviceWorker.register('/worker.js');
    </script>`,
  });
  const page = await ground.visitEarlier(to);
  await until(async () => (await page.title()) === 'installed', { what: 'the host’s own worker' });
  await page.close();
  ground.forget();
}
