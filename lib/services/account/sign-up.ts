import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import { hashPassword } from '../../auth/password'
import type { Source } from '../../auth/source'
import { weakPasswordReason } from '../../auth/weak-password'
import { config, isLoopbackHost } from '../../config'
import type { Role } from '../../contracts/permissions'
import type { signUp as signUpContract } from '../../contracts/session'
import { writeAudit } from '../../db/audit'
import type { Transaction } from '../../db/client'
import { enterWorkspace, outsideWorkspaces } from '../../db/workspace'
import { AppError, invalidField } from '../../errors'
import { spend } from '../limit'
import { joinByInvite } from '../member/invites'

const CLOSED = 'This installation makes no new accounts. Sign in with one you have, then open the invitation again.'

type Input = z.output<typeof signUpContract.body>
type Created = { userId: string; workspaceId: string; slug: string; workspaceName: string }

/** Serialises sign-ups, so two people can not both be the first. */
const SIGN_UP_LOCK = 7_305_211

function sameSecret(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}

/** Whether the very first account needs the token printed at the first start. */
export function setupTokenNeeded(): boolean {
  return !isLoopbackHost(config().LR_HOST)
}

function checkFirstUser(setupToken: string | undefined): void {
  if (!setupTokenNeeded()) return
  const wanted = config().LR_SETUP_TOKEN
  if (wanted === undefined) {
    throw new AppError('forbidden', { detail: 'Set LR_SETUP_TOKEN and start again to create the first account.' })
  }
  if (setupToken === undefined || !sameSecret(setupToken, wanted)) {
    throw invalidField('setupToken', 'Type the setup token that was printed at the first start')
  }
}

function workspaceNameOf(input: Input): string {
  const owner = input.name ?? input.email.split('@')[0] ?? 'My'
  return `${owner}'s workspace`
}

/** Readable start of an address, made unique by eight random characters. */
function slugOf(input: Input): string {
  const word = (input.email.split('@')[0] ?? '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return `${word.slice(0, 24) || 'team'}-${randomUUID().slice(0, 8)}`
}

/** Makes person, workspace and ownership inside a transaction that already decided this is allowed. */
export async function createAccount(
  tx: Transaction,
  account: { email: string; name: string | null; passwordHash: string | null; emailVerified: Date | null },
): Promise<Created> {
  const workspaceId = randomUUID()
  const named = { email: account.email, password: '', ...(account.name === null ? {} : { name: account.name }) }
  const slug = slugOf(named)
  const workspaceName = workspaceNameOf(named)
  const user = await tx.user.create({ data: account, select: { id: true } })
  await enterWorkspace(tx, workspaceId)
  await tx.workspace.createMany({ data: [{ id: workspaceId, slug, name: workspaceName }] })
  await tx.membership.createMany({ data: [{ workspaceId, userId: user.id, role: 'owner' }] })
  return { userId: user.id, workspaceId, slug, workspaceName }
}

/** Makes a person who joins the workspace of an invitation instead of getting one. */
async function createInvited(
  tx: Transaction,
  account: { email: string; name: string | null; passwordHash: string; emailVerified: null },
  { token, caller }: { token: string; caller: Source },
): Promise<Created & { role: Role }> {
  const user = await tx.user.create({ data: account, select: { id: true } })
  const { requestId, sourceNetwork } = caller
  const person = { userId: user.id, email: account.email, requestId, sourceNetwork }
  const { id, slug, name, role } = await joinByInvite(tx, token, person)
  return { userId: user.id, workspaceId: id, slug, workspaceName: name, role }
}

/** Throws unless a stranger may make an account right now. */
export async function checkSignUpAllowed(tx: Transaction, setupToken: string | undefined): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(${SIGN_UP_LOCK}::bigint)::text`
  const isFirst = (await tx.user.findFirst({ select: { id: true } })) === null
  if (isFirst) return checkFirstUser(setupToken)
  if (config().LR_SIGNUP !== 'open') {
    throw new AppError('forbidden', { detail: 'New accounts are made by invitation here. Ask the owner for one.' })
  }
}

/**
 * Makes an account with a password, and its workspace. The first one needs the setup token where the server
 * can be reached from outside; later ones need `LR_SIGNUP=open` or an invitation. An address that is taken is refused by its field.
 */
export async function signUp(input: Input, caller: Source) {
  await spend({ limit: 'sign-up-source', key: caller.source })
  await spend({ limit: 'sign-up-address', key: input.email })
  const weak = weakPasswordReason(input.password, [input.email, input.name ?? ''])
  if (weak !== undefined) throw invalidField('password', weak)
  const passwordHash = await hashPassword(input.password)
  const created = await outsideWorkspaces(async (tx) => {
    if (input.invite === undefined) await checkSignUpAllowed(tx, input.setupToken)
    else if (config().LR_SIGNUP === 'closed') throw new AppError('forbidden', { detail: CLOSED })
    const taken = await tx.user.findUnique({ where: { email: input.email }, select: { id: true } })
    if (taken !== null) throw invalidField('email', 'There is an account with this address. Sign in instead')
    const account = { email: input.email, name: input.name ?? null, passwordHash, emailVerified: null }
    const made =
      input.invite === undefined
        ? { ...(await createAccount(tx, account)), role: 'owner' as const }
        : await createInvited(tx, account, { token: input.invite, caller })
    await writeAudit(tx, {
      workspaceId: made.workspaceId,
      actor: { kind: 'user', id: made.userId },
      action: 'account.created',
      target: { kind: 'user', id: made.userId },
      requestId: caller.requestId,
      sourceNetwork: caller.sourceNetwork,
    })
    return made
  })
  return {
    user: { id: created.userId, email: input.email, name: input.name ?? null },
    workspace: { id: created.workspaceId, slug: created.slug, name: created.workspaceName, role: created.role },
  }
}
