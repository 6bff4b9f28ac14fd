import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'

const webHostSchema = z.strictObject({
  /** Lower case, A-labels, no trailing dot. */
  host: z.string().max(253),
  /** Roles the project gives this name; empty for the apex or www that was only assumed. */
  roles: z.array(z.enum(HOST_ROLES)).max(11),
  /**
   * `ok`: has public addresses. `no-address`: DNS says that there is none. `blocked`: the guard refuses
   * the addresses. `dns-failed`: no usable answer of DNS. `not-looked`: our time was up.
   */
  state: z.enum(['ok', 'no-address', 'blocked', 'dns-failed', 'not-looked']),
  /** What DNS or the guard said, for display: `nxdomain`, `servfail`, `private`, ... */
  reason: z.string().max(60),
  /** With `blocked`: the address that is not public, and whether others of the name are. */
  blockedAddress: z.string().max(45).nullable(),
  mixed: z.boolean(),
  /** At most four of each family, IPv4 first. */
  addresses: z.array(z.strictObject({ address: z.string().max(45), family: z.literal([4, 6]) })).max(8),
})

/** Every web host of the project (mail hosts left out) with the addresses a visitor's browser would use. */
export const webAddresses = defineEvidence({
  key: 'web.addresses',
  version: 1,
  title: 'Addresses of your web hosts',
  schema: z.strictObject({ hosts: z.array(webHostSchema).max(60) }),
  maxBytes: 128 * 1024,
})

export type WebAddresses = z.infer<typeof webAddresses.schema>
export type WebHost = WebAddresses['hosts'][number]
