/** The files of deploy/: they cannot be run here, so what they say is held against what there is. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { pathInProject } from '../scripts/project.ts';
import { SERVICE_FLAGS, SERVICE_VARIABLES } from '../scripts/service-process.ts';
import { serveCommand } from '../src/cli/serve.ts';
import { readSourceFile } from '../src/service/index.ts';
import { OPERATIONS } from '../src/service/operations.ts';
import { parseProxies } from '../src/service/remote-address.ts';
import { parseYaml, type Yaml } from './support/small-yaml.ts';

const read = (name: string) => readFileSync(pathInProject(`deploy/${name}`), 'utf8');

/** Everything that stands anywhere in it. */
function wordsIn(yaml: Yaml): readonly string[] {
  if (typeof yaml === 'string') return [yaml];
  return Object.values(yaml).flatMap(wordsIn);
}

const ServiceSchema = v.looseObject({
  image: v.string(),
  restart: v.string(),
  command: v.optional(v.array(v.string())),
  volumes: v.array(v.pipe(v.string(), v.regex(/^[\w./-]+:\/[\w./-]+(:ro)?$/))),
  networks: v.unknown(),
});

const ComposeSchema = v.looseObject({
  services: v.object({
    postgres: ServiceSchema,
    publisher: ServiceSchema,
    node: ServiceSchema,
    caddy: ServiceSchema,
  }),
  volumes: v.record(v.string(), v.unknown()),
  networks: v.record(v.string(), v.unknown()),
});

const compose = v.parse(ComposeSchema, parseYaml(read('compose.yaml'))[0]);

const ObjectSchema = v.looseObject({
  apiVersion: v.picklist(['v1', 'apps/v1', 'policy/v1']),
  kind: v.picklist(['ConfigMap', 'StatefulSet', 'Deployment', 'Service', 'PodDisruptionBudget']),
  metadata: v.object({ name: v.string() }),
});

const kubernetes = parseYaml(read('kubernetes.yaml')).map((yaml) => v.parse(ObjectSchema, yaml));

describe('every command in deploy/', () => {
  const { options } = serveCommand('0.1.0');
  const commands = [compose.services.publisher.command, compose.services.node.command];
  const inCluster = kubernetes.flatMap((object) => {
    const args = wordsIn(object as Yaml).filter((word) => word === 'serve' || /^--/.test(word));
    return args.length === 0 ? [] : [args];
  });

  test.each([...commands, ...inCluster].map((args) => [args ?? []]))(
    'is one of the service: %j',
    (args) => {
      expect(args[0]).toBe('serve');
      for (const arg of args.slice(1)) {
        const [long = '', value] = arg.split('=');
        const option = options.find((known) => known.long === long);
        expect(option, arg).toBeDefined();
        expect(option?.required === true, arg).toBe(value !== undefined);
        if (value !== undefined) option?.parseArg?.(value, undefined);
      }
      const proxies = args.find((arg) => arg.startsWith('--trust-proxy='));
      expect(() => parseProxies(proxies?.split('=')[1] ?? 'none')).not.toThrow();
    },
  );

  test('is there four times, and one in each place publishes', () => {
    const all = [...commands, ...inCluster];
    expect(all).toHaveLength(4);
    expect(all.filter((args) => !args?.includes('--no-publish'))).toHaveLength(2);
  });
});

describe('deploy/compose.yaml', () => {
  test('names every volume and network that is used, and no other', () => {
    const services = Object.values(compose.services);
    const volumes = services
      .flatMap((service) => service.volumes)
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((name) => !name.startsWith('.'));
    expect(new Set(volumes)).toEqual(new Set(Object.keys(compose.volumes)));
    const networks = services.flatMap(({ networks }) =>
      Array.isArray(networks) ? networks : Object.keys(Object(networks)),
    );
    expect(new Set(networks)).toEqual(new Set(Object.keys(compose.networks)));
  });

  test('believes the address of the proxy that it gives to Caddy', () => {
    const address = JSON.stringify(compose.services.caddy.networks).match(/[\d.]{7,}/)?.[0];
    for (const { command } of [compose.services.publisher, compose.services.node]) {
      expect(command).toContain(`--trust-proxy=${address}`);
    }
  });

  test('gives the service a file of sources that it reads', async () => {
    expect(await readSourceFile(pathInProject('deploy/sources.json'))).toEqual([]);
    const config = kubernetes.find(({ kind }) => kind === 'ConfigMap');
    expect(JSON.parse(wordsIn(config?.data as Yaml).join(''))).toMatchObject({
      format: 'link-guard-sources',
    });
  });
});

describe('what is asked of the service from outside', () => {
  const paths = Object.values(OPERATIONS).map(({ path }): string => path);

  test('is there', () => {
    const probes = kubernetes.flatMap((object) =>
      [...JSON.stringify(object).matchAll(/"httpGet":\{"path":"([^"]+)"/g)].map(([, path]) => path),
    );
    expect(probes).toHaveLength(4);
    const [, health] = /health_uri (\S+)/.exec(read('Caddyfile')) ?? [];
    for (const path of [...probes, health]) expect(paths).toContain(path);
  });

  test('says nothing of who asks to any log, and lets nobody name their own address', () => {
    expect(read('Caddyfile')).toMatch(/log \{\s+output discard/);
    expect(read('Caddyfile')).toContain('header_up X-Forwarded-For {remote_host}');
    expect(read('nginx.conf')).toContain('access_log off;');
    expect(read('nginx.conf')).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
    expect(read('nginx.conf')).not.toContain('$proxy_add_x_forwarded_for');
  });

  test('is never packed where its size would tell something', () => {
    expect(read('nginx.conf')).toContain('gzip off;');
    expect(read('Caddyfile')).not.toMatch(/^\s*encode\b/m);
  });
});

describe('deploy/Dockerfile', () => {
  test('takes in what there is, and ends as the service does', () => {
    const text = read('Dockerfile');
    const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect(new Set(copied)).toEqual(
      new Set([
        ...['package.json', 'package-lock.json', '.npmrc', 'src', 'scripts'],
        ...['tsconfig.base.json', 'tsconfig.json', 'vite.pages.config.ts'],
      ]),
    );
    const allowed = read('Dockerfile.dockerignore').match(/^!(.+)$/gm);
    expect(new Set(allowed?.map((line) => line.slice(1)))).toEqual(new Set(copied));
    const entry = /^ENTRYPOINT (.+)$/m.exec(text)?.[1] ?? '[]';
    expect(JSON.parse(entry)).toEqual(['node', ...SERVICE_FLAGS, 'src/cli/main.ts']);
    for (const name of Object.keys(SERVICE_VARIABLES)) expect(text).toMatch(`${name}=`);
    expect(text).toContain('USER node');
    const { engines } = JSON.parse(readFileSync(pathInProject('package.json'), 'utf8')) as {
      engines: { node: string };
    };
    const major = Number(/^FROM node:(\d+)/m.exec(text)?.[1]);
    expect(major).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines.node)?.[0]));
  });
});
