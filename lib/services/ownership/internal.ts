import { z } from 'zod'
import type { Context } from '../../auth/actor'
import { exampleSettings, isExampleSite } from '../../config'
import {
  type OwnershipDto,
  OwnershipProofDto,
  type OwnershipTokenDto,
  type ProofMethod,
  type ProvableDto,
  provableDomainOf,
  TOKEN_DAYS,
} from '../../contracts/ownership'
import { can } from '../../contracts/permissions'
import type { Transaction } from '../../db/client'
import type { Target } from '../../engine/target'
import { invalidField } from '../../errors'
import { confirmedHosts, covers } from './proven-names'

const DAY_MS = 86_400_000
const ANOTHER_LOOK_MS = DAY_MS
const MOST_SERVERS = 50

/** What a proof is about: a name, or with the method `file` one server of exactly that name. */
export type Subject = { name: string; method: ProofMethod; origin: string }

type Given = { name: string; method: ProofMethod; origin?: string | undefined }

const SAY = {
  suffix: 'This name is shared by many owners, so nobody can prove it alone',
  foreign: 'This is not a name of this project. Add it to its hosts first',
  noOrigin: 'Say which server, such as https://app.acme.io',
  otherHost: 'The server has to be on exactly this name',
}

/** When the next daily look is due, from now. */
export function nextLook(): Date {
  return new Date(Date.now() + ANOTHER_LOOK_MS)
}

/** Until when a token that has proven nothing yet is good; null once it has. */
export function expiryOf({ createdAt, firstUsedAt }: { createdAt: Date; firstUsedAt: Date | null }): Date | null {
  return firstUsedAt === null ? new Date(createdAt.getTime() + TOKEN_DAYS * DAY_MS) : null
}

/** The domains somebody registered to have the hosts of a project, each once. */
function domainsOf(target: Target): string[] {
  return [...new Set(confirmedHosts(target).flatMap((host) => provableDomainOf(host) ?? []))]
}

/**
 * Reads what a request wants to prove. Throws `invalid` for a public suffix, for a name that covers no host of the
 * project and for a server on another name.
 */
export function subjectOf(target: Target, { name, method, origin }: Given): Subject {
  if (provableDomainOf(name) === null) throw invalidField('name', SAY.suffix)
  const hosts = confirmedHosts(target)
  if (method === 'dns') {
    if (!hosts.some((host) => covers(name, host))) throw invalidField('name', SAY.foreign)
    return { name, method, origin: '' }
  }
  if (!hosts.includes(name)) throw invalidField('name', SAY.foreign)
  if (origin === undefined) throw invalidField('origin', SAY.noOrigin)
  if (new URL(origin).hostname !== name) throw invalidField('origin', SAY.otherHost)
  return { name, method, origin }
}

/** Scheme, host and port of everything the project speaks https or http on, the default of each host first. */
function originsOf(target: Target): string[] {
  const hosts = confirmedHosts(target)
  const mailOnly = new Set(target.hosts.filter(({ role }) => role === 'mail').map(({ name }) => name))
  const ofUrls = target.urls.map(({ url }) => new URL(url)).filter(({ hostname }) => hosts.includes(hostname))
  const own = hosts.filter((host) => !mailOnly.has(host)).map((host) => `https://${host}`)
  return [...new Set([...own, ...ofUrls.map(({ origin }) => origin)])]
}

type ProofRow = Awaited<ReturnType<Transaction['ownershipProof']['findMany']>>[number]

function proofDto(row: ProofRow): OwnershipProofDto {
  const standing = row.failingSince === null ? 'proven' : 'failing'
  return {
    id: row.id,
    state: row.revokedAt === null ? standing : 'revoked',
    provenAt: row.provenAt.toISOString(),
    provenBy: row.provenByName,
    checkedAt: row.checkedAt.toISOString(),
    failures: row.failedAt.length,
    failingSince: row.failingSince?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revokedBecause: OwnershipProofDto.shape.revokedBecause.parse(row.revokedBecause),
    revokedBy: row.revokedByName,
  }
}

type TokenRow = { token: string; createdAt: Date; firstUsedAt: Date | null }

function tokenDto(row: TokenRow): OwnershipTokenDto | null {
  const expiresAt = expiryOf(row)
  if (expiresAt !== null && expiresAt.getTime() <= Date.now()) return null
  return {
    value: row.token,
    createdAt: row.createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  }
}

const Delegation = z.object({ childNs: z.array(z.string()), parentNs: z.array(z.string()) })

/** The name servers the newest audit saw. */
async function nameServersOf(tx: Transaction, context: Context, projectId: string): Promise<string[]> {
  const row = await tx.evidence.findFirst({
    where: { workspaceId: context.workspaceId, key: 'dns.delegation', status: 'ok', run: { projectId } },
    orderBy: { collectedAt: 'desc' },
    select: { value: true },
  })
  const seen = Delegation.safeParse(row?.value)
  if (!seen.success) return []
  const { childNs, parentNs } = seen.data
  return (childNs.length > 0 ? childNs : parentNs).slice(0, 8)
}

/** Everything about ownership one project's page shows. Tokens only for those who may prove. */
export async function ownershipOf(
  tx: Transaction,
  context: Context,
  { projectId, target }: { projectId: string; target: Target },
): Promise<OwnershipDto> {
  const { workspaceId } = context
  const hosts = confirmedHosts(target)
  const proofs = await tx.ownershipProof.findMany({ where: { workspaceId } })
  const tokens = await tx.ownershipToken.findMany({ where: { workspaceId } })
  const showsTokens = context.role === 'system' || can(context.role, 'ownership.prove')
  const tokenByName = new Map(tokens.map((row) => [row.name, row]))
  const provable = ({ name, method, origin }: Subject): ProvableDto => {
    const token = tokenByName.get(name)
    const proof = proofs.find((row) => row.name === name && row.method === method && row.origin === origin)
    return {
      name,
      method,
      origin: method === 'file' ? origin : null,
      covers: hosts.filter((host) => (method === 'dns' ? covers(name, host) : host === name)),
      token: showsTokens && token !== undefined ? tokenDto(token) : null,
      proof: proof === undefined ? null : proofDto(proof),
    }
  }
  const known = proofs.filter((row) => row.method === 'dns' && hosts.some((host) => covers(row.name, host)))
  const single = hosts.filter((host) => provableDomainOf(host) !== null)
  const names = [...new Set([...domainsOf(target), ...known.map((row) => row.name), ...single])]
  const knownOrigins = proofs
    .filter((row) => row.method === 'file' && hosts.includes(row.name))
    .map((row) => row.origin)
  const origins = [...new Set([...originsOf(target), ...knownOrigins])].slice(0, MOST_SERVERS)
  return {
    names: names.map((name) => provable({ name, method: 'dns', origin: '' })),
    servers: origins.map((origin) => provable({ name: new URL(origin).hostname, method: 'file', origin })),
    mayProbe: known.some((row) => row.revokedAt === null),
    nameServers: await nameServersOf(tx, context, projectId),
    examplePanel: isExampleSite(target.domain) ? (exampleSettings().panel ?? null) : null,
  }
}
