import { z } from 'zod'
import { contract } from './contract'
import { RoadmapId } from './primitives'
import { CheckMetaDto } from './result'

/** Every check this version can do. */
export const listChecks = contract({
  id: 'check.list',
  method: 'GET',
  path: '/checks',
  can: 'anyone',
  summary: 'Catalogue of checks',
  query: z.strictObject({ roadmap: RoadmapId.optional() }),
  response: z.object({ items: z.array(CheckMetaDto) }),
})

export const healthz = contract({
  id: 'system.health',
  method: 'GET',
  path: '/healthz',
  can: 'anyone',
  summary: 'The process answers',
  response: z.object({ status: z.literal('ok') }),
})

/** 200 when the database answers and its schema fits; 503 otherwise. */
export const readyz = contract({
  id: 'system.ready',
  method: 'GET',
  path: '/readyz',
  can: 'anyone',
  summary: 'The product can do its work',
  alsoStatus: [503],
  response: z.object({
    status: z.enum(['ready', 'not-ready']),
    database: z.enum(['ok', 'unreachable', 'old-schema']),
  }),
})

export const openApi = contract({
  id: 'system.openapi',
  method: 'GET',
  path: '/openapi.json',
  can: 'anyone',
  summary: 'This document',
  response: z.record(z.string(), z.json()),
})
