import type { Adapter, AdapterUser } from 'next-auth/adapters'
import { config } from '../../config'
import { EmailAddress } from '../../contracts/session'
import { writeAudit } from '../../db/audit'
import { database } from '../../db/client'
import { outsideWorkspaces } from '../../db/workspace'
import { checkSignUpAllowed, createAccount } from './sign-up'

const SELECT = { id: true, email: true, emailVerified: true, name: true } as const
type Row = { id: string; email: string; emailVerified: Date | null; name: string | null }

const found = (row: Row | null): AdapterUser | null => row

async function create(user: { email: string; name?: string | null; emailVerified: Date | null }): Promise<AdapterUser> {
  const email = EmailAddress.parse(user.email)
  const name = user.name ?? null
  // A provider that made it here vouches for the address, and an opened link proves it.
  const emailVerified = user.emailVerified ?? new Date()
  return outsideWorkspaces(async (tx) => {
    await checkSignUpAllowed(tx, undefined)
    const made = await createAccount(tx, { email, name, passwordHash: null, emailVerified })
    await writeAudit(tx, {
      workspaceId: made.workspaceId,
      actor: { kind: 'user', id: made.userId },
      action: 'account.created',
      target: { kind: 'user', id: made.userId },
    })
    return { id: made.userId, email, name, emailVerified }
  })
}

/**
 * The address has just been proven. A password set before that may be a stranger's, who waited for the owner
 * to come: it is dropped, and whoever is signed in with it is signed out.
 */
async function prove(id: string, provenAt: Date): Promise<AdapterUser> {
  return outsideWorkspaces(async (tx) => {
    const first = await tx.user.updateMany({
      where: { id, emailVerified: null },
      data: { emailVerified: provenAt, passwordHash: null },
    })
    if (first.count > 0) await tx.session.deleteMany({ where: { userId: id } })
    return tx.user.findUniqueOrThrow({ where: { id }, select: SELECT })
  })
}

/**
 * What the sign-in library may do with accounts. It never learns who is signed in (`getUser` finds nobody), so
 * it can not tie an outside account to a session; and it is given no place to keep provider tokens.
 */
export function authAdapter(): Adapter {
  const { user, account, verificationToken } = database('app')
  return {
    getUser: async () => null,
    getUserByEmail: async (email) => {
      const address = EmailAddress.safeParse(email)
      return address.success ? found(await user.findUnique({ where: { email: address.data }, select: SELECT })) : null
    },
    getUserByAccount: async ({ provider, providerAccountId }) => {
      const row = await account.findUnique({
        where: { provider_providerAccountId: { provider, providerAccountId } },
        select: { user: { select: SELECT } },
      })
      return found(row?.user ?? null)
    },
    createUser: (made: Omit<AdapterUser, 'id'>) => create(made),
    updateUser: async (changed) => prove(changed.id, changed.emailVerified ?? new Date()),
    linkAccount: async ({ userId, type, provider, providerAccountId }: LinkedAccount) => {
      await account.createMany({ data: [{ userId, type, provider, providerAccountId }] })
    },
    createVerificationToken: async (token) => {
      await verificationToken.deleteMany({ where: { expires: { lt: new Date() } } })
      await verificationToken.createMany({ data: [token] })
      return token
    },
    useVerificationToken: async ({ identifier, token }) => {
      const wanted = await verificationToken.findUnique({ where: { token } })
      if (wanted === null || wanted.identifier !== identifier) return null
      // Whoever deletes the row has used the link; a second click at the same moment finds none.
      const { count } = await verificationToken.deleteMany({ where: { token, identifier } })
      return count === 0 ? null : wanted
    },
  }
}

type LinkedAccount = { userId: string; type: string; provider: string; providerAccountId: string }

/** Whether a mailed link can lead anywhere: to an account, or to one that may be made right now. */
export async function mayReceiveLink(email: string): Promise<boolean> {
  const known = await database('app').user.findUnique({ where: { email }, select: { id: true } })
  return known !== null || config().LR_SIGNUP === 'open'
}
