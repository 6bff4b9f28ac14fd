import { getDomain } from 'tldts'
import { z } from 'zod'
import { contract } from './contract'
import { Id, Moment } from './primitives'
import { HostName } from './target'

/** `dns`: a record proves a name and everything below it. `file`: a file proves one server. */
export const ProofMethod = z.enum(['dns', 'file'])
export type ProofMethod = z.infer<typeof ProofMethod>

/** A new token has to prove something within this time; afterwards another one is needed. */
export const TOKEN_DAYS = 7

/** Where the record of a name stands. */
export function recordNameOf(name: string): string {
  return `_launch-ready.${name}`
}

/** Where the file of a server stands. */
export const PROOF_FILE_PATH = '/.well-known/launch-ready.txt'

/** What somebody registered to have a name; null for a public suffix, which belongs to nobody alone. */
export function provableDomainOf(name: string): string | null {
  return getDomain(name, { allowPrivateDomains: true })
}

/** Scheme, host and port, such as `https://app.acme.io` or `https://app.acme.io:8443`. */
export const Origin = z
  .string()
  .trim()
  .max(300)
  .transform((typed, context) => {
    const url = URL.canParse(typed) ? new URL(typed) : undefined
    const fine =
      url !== undefined &&
      (url.protocol === 'https:' || url.protocol === 'http:') &&
      url.username === '' &&
      url.password === ''
    if (fine) return url.origin
    context.addIssue({ code: 'custom', message: 'Type scheme and host, such as https://app.acme.io' })
    return z.NEVER
  })

/** What a workspace publishes. `expiresAt` is null once it has proven something. */
export const OwnershipTokenDto = z.object({ value: z.string(), createdAt: Moment, expiresAt: Moment.nullable() })
export type OwnershipTokenDto = z.infer<typeof OwnershipTokenDto>

export const OwnershipProofDto = z.object({
  id: Id,
  /** `failing`: proven, but the last look did not find it. */
  state: z.enum(['proven', 'failing', 'revoked']),
  provenAt: Moment,
  provenBy: z.string(),
  checkedAt: Moment,
  /** Daily looks in a row that did not find it; the third one revokes the proof. */
  failures: z.number().int(),
  failingSince: Moment.nullable(),
  revokedAt: Moment.nullable(),
  revokedBecause: z.enum(['person', 'not-found', 'unused']).nullable(),
  revokedBy: z.string().nullable(),
})
export type OwnershipProofDto = z.infer<typeof OwnershipProofDto>

/** Something that can be proven: a name, or with `origin` one server. */
export const ProvableDto = z.object({
  name: z.string(),
  method: ProofMethod,
  origin: z.string().nullable(),
  /** Confirmed hosts of the project a proof would cover. */
  covers: z.array(z.string()),
  /** Null where there is none yet, where it expired unused, and for roles that may not prove. */
  token: OwnershipTokenDto.nullable(),
  proof: OwnershipProofDto.nullable(),
})
export type ProvableDto = z.infer<typeof ProvableDto>

export const OwnershipDto = z.object({
  /** Domains first, then single hosts. */
  names: z.array(ProvableDto),
  servers: z.array(ProvableDto),
  /** Whether a proven name covers a host of the project, so that active checks can run. */
  mayProbe: z.boolean(),
  /** Name servers the last audit saw, to tell which provider's words to use. */
  nameServers: z.array(z.string()),
  /** For an example site: where its record and its file can be published. */
  examplePanel: z.url().nullable(),
})
export type OwnershipDto = z.infer<typeof OwnershipDto>

/** One look, in words. `undecided`: we could not find out, which changes nothing. */
export const OwnershipLookDto = z.object({
  outcome: z.enum(['proven', 'failed', 'undecided']),
  code: z.string().nullable(),
  text: z.string(),
  todo: z.string(),
  /** Values that stand there instead. */
  seen: z.array(z.string()),
})
export type OwnershipLookDto = z.infer<typeof OwnershipLookDto>

export const getOwnership = contract({
  id: 'ownership.get',
  method: 'GET',
  path: '/projects/{projectId}/ownership',
  can: 'ownership.read',
  summary: 'What of a project is proven to belong to the workspace, and what could be',
  response: OwnershipDto,
  errors: ['not-found'],
})

/** The token that is still good is answered again. */
export const takeToken = contract({
  id: 'ownership.token',
  method: 'POST',
  path: '/projects/{projectId}/ownership/tokens',
  can: 'ownership.prove',
  summary: 'Get the token to publish for one name',
  body: z.strictObject({ name: HostName }),
  response: OwnershipDto,
  errors: ['invalid', 'not-found', 'limit'],
})

const Subject = { name: HostName, method: ProofMethod, origin: Origin.optional() }

/** Looks now. A proof that stands is not revoked by a look that fails here. */
export const checkOwnership = contract({
  id: 'ownership.check',
  method: 'POST',
  path: '/projects/{projectId}/ownership/checks',
  can: 'ownership.prove',
  summary: 'Look for the record or the file now',
  body: z.strictObject(Subject),
  status: 200,
  response: z.object({ look: OwnershipLookDto, ownership: OwnershipDto }),
  errors: ['invalid', 'not-found', 'conflict', 'limit'],
})

/** The token is void afterwards. Revoking what is not proven changes nothing. */
export const revokeOwnership = contract({
  id: 'ownership.revoke',
  method: 'DELETE',
  path: '/projects/{projectId}/ownership',
  can: 'ownership.prove',
  summary: 'Revoke a proof of ownership',
  body: z.strictObject(Subject),
  response: OwnershipDto,
  errors: ['invalid', 'not-found'],
})
