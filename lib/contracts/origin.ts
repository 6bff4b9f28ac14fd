import { z } from 'zod'

/** Networks nobody reaches from outside (RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291). */
const INSIDE =
  /^(?:0|10|127)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^169\.254\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^f[cd]|^fe[89ab]|^::/i

const address = z
  .string()
  .trim()
  .toLowerCase()
  .refine((text) => z.union([z.ipv4(), z.ipv6()]).safeParse(text).success, 'Type an address, such as 203.0.113.7')
  .refine((text) => !INSIDE.test(text), 'This address cannot be reached from the internet')

/** Where the servers behind the network in front stand; `none`: there is no such server, or nobody can say. */
export const OriginAddresses = z.union([
  z.strictObject({
    addresses: z.array(address).min(1, 'Type at least one address').max(5, 'Name 5 addresses at most'),
  }),
  z.strictObject({ none: z.literal(true) }),
])
export type OriginAddresses = z.output<typeof OriginAddresses>
