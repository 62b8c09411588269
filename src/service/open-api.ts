/** The interface as an OpenAPI 3.1 document, made from the table of operations. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { IdempotencyKeySchema, PROBLEM_MEDIA_TYPE, ProblemSchema } from '../wire/index.ts';
import { type Operation, operationsByName } from './operations.ts';
import { type ProblemKind, problemTable } from './problem.ts';

export type JsonObject = { readonly [name: string]: unknown };

/** What any operation may answer with, whatever was asked. */
const OF_ANY: readonly ProblemKind[] = ['internal-error', 'temporary-reduced-capacity'];

const PROBLEMS = problemTable();

/** `version` is the service's own. */
export function openApiOf(version: string): JsonObject {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, operation] of operationsByName()) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describe(name, operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Link Guard policy service',
      version,
      description:
        'No account, cookie or token; every origin may read the answers. Every refusal is an RFC 9457 problem.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: { schemas: { Problem: schemaOf(ProblemSchema) } },
  };
}

function describe(operationId: string, operation: Operation): JsonObject {
  const { what, request, quota } = operation;
  const parameters = parametersOf(operation);
  return {
    operationId,
    summary: what,
    ...(quota === undefined ? {} : { 'x-quota': quota }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(request === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            description: `At most ${request.maxBytes} bytes.`,
            content: { 'application/json': { schema: schemaOf(request.schema) } },
          },
        }),
    responses: responsesOf(operation),
  };
}

function parametersOf({ path, hasKey }: Operation): readonly JsonObject[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    schema: schemaOf(IdempotencyKeySchema),
  };
  return [...inPath, ...(hasKey === true ? [key] : [])];
}

function responsesOf({ answers, problems, quota }: Operation): JsonObject {
  const responses: Record<string, JsonObject> = {};
  for (const [status, { what, mediaType, schema }] of Object.entries(answers)) {
    const content = { [mediaType]: schema === undefined ? {} : { schema: schemaOf(schema) } };
    responses[status] = { description: what, content };
  }
  const kinds = [...problems, ...(quota === undefined ? [] : (['quota-exceeded'] as const))];
  for (const kind of [...kinds, ...OF_ANY]) {
    const { status, title } = PROBLEMS[kind];
    const former = responses[status]?.description;
    responses[status] = {
      description: `${former === undefined ? '' : `${former}; `}${title} (${kind})`,
      content: {
        ...Object(responses[status]?.content),
        [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } },
      },
    };
  }
  return responses;
}

/** What a schema checks beyond JSON Schema's words is told by the problem that it leads to. */
function schemaOf(schema: GenericSchema): JsonObject {
  const { $schema, ...rest } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
  });
  return rest;
}
