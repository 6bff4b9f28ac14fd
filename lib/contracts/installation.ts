import { z } from 'zod'
import { contract } from './contract'
import { Moment } from './primitives'

const Told = z.enum(['yes', 'no', 'unknown'])

export const ResolverLookDto = z.object({
  /** Address and port. */
  address: z.string(),
  /** Whether its address can be reached from anywhere. */
  isPublic: z.boolean(),
  reach: z.enum(['yes', 'tcp-only', 'refused', 'failing', 'no']),
  /** Time to its first answer, milliseconds. */
  ms: z.number().int().optional(),
  edns: Told,
  tcp: z.boolean(),
  /** Whether it checks signatures of DNSSEC. */
  validates: Told,
  /** Whether it says that a name is missing which nobody has. */
  admitsMissing: Told,
})
export type ResolverLookDto = z.infer<typeof ResolverLookDto>

/** How audits of this installation reach the network, as of one look. */
export const InstallationLookDto = z.object({
  lookedAt: Moment,
  /** How long the look took, milliseconds. */
  ms: z.number().int(),
  /** Whether `LR_DNS_RESOLVERS` names the resolvers; otherwise they are those of the system. */
  chosen: z.boolean(),
  resolvers: z.array(ResolverLookDto),
  /** Whether name servers can be asked directly. */
  direct: z.object({ setting: z.enum(['on', 'off', 'auto']), reached: z.boolean() }),
  blocklists: z.array(z.object({ kind: z.enum(['ip', 'domain']), zone: z.string() })),
  /** Version of the package with the public suffix list. */
  suffixes: z.string(),
})
export type InstallationLookDto = z.infer<typeof InstallationLookDto>

export const lookAtInstallation = contract({
  id: 'installation.look',
  method: 'POST',
  path: '/workspaces/{workspaceId}/installation-looks',
  can: 'installation.read',
  summary: 'How audits of this installation reach the network: its resolvers, name servers, blocklists and suffix list',
  status: 200,
  response: InstallationLookDto,
  errors: ['invalid', 'not-found', 'limit'],
})
