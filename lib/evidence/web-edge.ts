import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'

const edgeHostSchema = z.strictObject({
  host: z.string().max(253),
  roles: z.array(z.enum(HOST_ROLES)).max(11),
  /** Serves mail: named so, or the target of an MX record of the domain. */
  mail: z.boolean(),
  /** `ok`: addresses are known. Headers may still be missing; see `answered`. */
  state: z.enum(['ok', 'no-address', 'blocked', 'dns-failed', 'not-looked']),
  addresses: z.array(z.string().max(45)).max(16),
  /** The chain of aliases, from the host to the end, A-labels. */
  aliases: z.array(z.string().max(253)).max(16),
  /** Whether any HTTP answer was seen. */
  answered: z.boolean(),
  wall: z.string().max(60),
  /** Answer headers that name a network, as sent. */
  headers: z.array(z.tuple([z.string().max(60), z.string().max(200)])).max(30),
  /** Names of cookies that a network sets. */
  cookies: z.array(z.string().max(80)).max(10),
  /** Whether `/cdn-cgi/trace` answered as Cloudflare does; null where it was not asked. */
  trace: z.boolean().nullable(),
})

/** Which networks stand in front of each host: addresses, aliases and headers. */
export const webEdge = defineEvidence({
  key: 'web.edge',
  version: 1,
  title: 'Networks in front of your hosts',
  schema: z.strictObject({
    hosts: z.array(edgeHostSchema).max(70),
    nameServers: z.array(z.string().max(253)).max(20),
  }),
  maxBytes: 256 * 1024,
})

export type WebEdge = z.infer<typeof webEdge.schema>
export type EdgeHost = WebEdge['hosts'][number]
