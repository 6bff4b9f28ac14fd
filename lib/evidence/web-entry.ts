import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'
import { webChainSchema } from './web-chain'

const webEntryRowSchema = z.strictObject({
  host: z.string().max(253),
  /** As in `web.addresses`: empty for an apex or www that the project does not list. */
  roles: z.array(z.enum(HOST_ROLES)).max(11),
  /** As in `web.addresses`; only `ok` hosts have chains. */
  state: z.enum(['ok', 'no-address', 'blocked', 'dns-failed', 'not-looked']),
  /** The redirect chain of `http://host/` and `https://host/`; null where it was not looked at. */
  http: webChainSchema.nullable(),
  https: webChainSchema.nullable(),
})

/** What a visitor meets who types a host name: both chains of every web host, one row per host, the apex first. */
export const webEntry = defineEvidence({
  key: 'web.entry',
  version: 1,
  title: 'First answer of every web host',
  schema: z.strictObject({ hosts: z.array(webEntryRowSchema).max(60) }),
  maxBytes: 2 * 1024 * 1024,
})

export type WebEntry = z.infer<typeof webEntry.schema>
export type WebEntryRow = WebEntry['hosts'][number]
