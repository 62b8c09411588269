/** Serves the demo chat: static files, strict headers, loopback only. */
import { type RunningServer, serveFolder } from './folder-server.ts';
import { pathInProject } from './project.ts';

/** `port` 0 for any free one. */
export function serveDemo({ port }: { readonly port: number }): Promise<RunningServer> {
  return serveFolder({ folder: pathInProject('demo'), port });
}
