import { z } from 'zod'
import { CONTRACTS } from './all'
import { API_PREFIX, type Contract, pathNames } from './contract'
import { PROBLEMS, Problem } from './problem'

type Json = z.core.util.JSONType

/** JSON Schema of what goes in (before parsing) or comes out (after). Shapes without one are left open. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  return JSON.parse(JSON.stringify(rest))
}

function isEmpty(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0
}

function parameters(contract: Contract): Json[] {
  const inPath = pathNames(contract.path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const query = contract.query instanceof z.ZodObject ? Object.entries(contract.query.shape) : []
  const inQuery = query.map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(schema as z.ZodType, 'input'),
  }))
  return [...inPath, ...inQuery]
}

function responses(contract: Contract): Record<string, Json> {
  const type = contract.kind === 'stream' ? 'text/event-stream' : 'application/json'
  const good = { description: contract.summary, content: { [type]: { schema: schemaOf(contract.response, 'output') } } }
  const codes = [
    ...contract.errors,
    ...(contract.can === 'anyone' ? [] : (['unauthenticated', 'limit'] as const)),
    'internal' as const,
    'unavailable' as const,
  ]
  const bad = [...new Set(codes.map((code) => PROBLEMS[code].status))].map((status) => [
    String(status),
    { $ref: '#/components/responses/Problem' },
  ])
  const fine = [contract.status, ...contract.alsoStatus].map((status) => [String(status), good])
  return Object.fromEntries([...bad, ...fine])
}

function operation(contract: Contract): Json {
  return {
    operationId: contract.id,
    summary: contract.summary,
    parameters: parameters(contract),
    ...(isEmpty(contract.body)
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(contract.body, 'input') } },
          },
        }),
    responses: responses(contract),
    security: contract.can === 'anyone' ? [] : [{ session: [] }],
  }
}

let built: Record<string, Json> | undefined

/** The OpenAPI 3.1 description of every endpoint, made from the contracts once. */
export function openApiDocument(): Record<string, Json> {
  built ??= {
    openapi: '3.1.0',
    info: { title: 'Launch Ready', version: '1' },
    servers: [{ url: API_PREFIX }],
    paths: CONTRACTS.reduce<Record<string, Record<string, Json>>>((paths, contract) => {
      const path = paths[contract.path] ?? {}
      paths[contract.path] = { ...path, [contract.method.toLowerCase()]: operation(contract) }
      return paths
    }, {}),
    components: {
      responses: {
        Problem: {
          description: 'Problem details (RFC 9457)',
          content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } },
        },
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-lr.session' } },
    },
  }
  return built
}
