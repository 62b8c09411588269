/** A real XMPP server (Prosody) in a temporary folder, on ports of its own, loopback only. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../scripts/ports.ts';
import { installed } from './installed.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

export interface Account {
  readonly jid: string;
  readonly password: string;
}

export interface ChatServer {
  /** For a client in a page. */
  readonly websocketAddress: string;
  readonly accounts: readonly Account[];
  /** Address of the room with this name; it comes to be when somebody joins. */
  room(name: string): string;
  stop(): Promise<void>;
}

/** Starts it with one account for each name, on the host `localhost`. */
export async function startChatServer(names: readonly string[]): Promise<ChatServer> {
  const program = installed('prosody');
  const folder = await makeTemporaryFolder('prosody');
  const ports = { http: await freePort(), client: await freePort() };
  const config = join(folder.path, 'prosody.cfg.lua');
  await mkdir(join(folder.path, 'data'));
  await mkdir(join(folder.path, 'certs'));
  await writeFile(config, configuration(folder.path, ports));
  const accounts = names.map((name) => ({ jid: `${name}@localhost`, password: `${name}-secret` }));
  for (const [index, { password }] of accounts.entries()) {
    register(program, config, names[index] ?? '', password);
  }
  const server = spawn(program, ['--config', config, '-F'], { stdio: ['ignore', 'pipe', 'pipe'] });
  // A test run that is broken off leaves no server behind.
  const end = () => void server.kill('SIGTERM');
  process.once('exit', end);
  const said: string[] = [];
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (data: Buffer) => said.push(data.toString()));
  }
  await until(() => isUp(server, ports.http, said), { what: 'Prosody', within: 15_000 });
  return {
    websocketAddress: `ws://localhost:${ports.http}/xmpp-websocket`,
    accounts,
    room: (name) => `${name}@rooms.localhost`,
    async stop() {
      process.off('exit', end);
      if (server.exitCode === null) {
        const exited = once(server, 'exit');
        server.kill('SIGTERM');
        await exited;
      }
      await folder.remove();
    },
  };
}

async function isUp(server: ChildProcess, port: number, said: readonly string[]) {
  if (server.exitCode !== null) throw new Error(`Prosody ended:\n${said.join('')}`);
  const response = await fetch(`http://127.0.0.1:${port}/xmpp-websocket`);
  return response.status < 500;
}

function register(program: string, config: string, name: string, password: string) {
  const control = `${program}ctl`;
  const { status, stdout, stderr } = spawnSync(
    control,
    ['--config', config, 'register', name, 'localhost', password],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`Prosody did not register ${name}:\n${stdout}${stderr}`);
}

// Without `blocklist` Converse waits for ever before it opens a conversation.
function configuration(folder: string, ports: { readonly http: number; readonly client: number }) {
  return `
run_as_root = true
pidfile = "${folder}/prosody.pid"
data_path = "${folder}/data"
certificates = "${folder}/certs"
log = { warn = "*console" }
interfaces = { "127.0.0.1" }
local_interfaces = { "127.0.0.1" }
c2s_ports = { ${ports.client} }
c2s_direct_tls_ports = {}
s2s_ports = {}
http_ports = { ${ports.http} }
http_interfaces = { "127.0.0.1" }
https_ports = {}
http_default_host = "localhost"
cross_domain_websocket = true
consider_websocket_secure = true
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
authentication = "internal_plain"
storage = "internal"
modules_enabled = { "roster", "saslauth", "disco", "websocket", "carbons", "register", "ping", "blocklist", "pep", "private", "vcard_legacy" }
modules_disabled = { "s2s", "tls" }
VirtualHost "localhost"
Component "rooms.localhost" "muc"
  restrict_room_creation = false
  muc_room_default_persistent = false
  muc_room_locking = false
  muc_room_default_public = true
Component "upload.localhost" "http_file_share"
  http_host = "localhost"
  http_external_url = "http://localhost:${ports.http}/"
`;
}
