import { hashPassword, isOutdated, verifyPassword } from '../../auth/password'
import type { Source } from '../../auth/source'
import { EmailAddress } from '../../contracts/session'
import { writeAudit } from '../../db/audit'
import { database } from '../../db/client'
import { returnPermit, takePermit } from '../../db/rate-limit'
import { outsideWorkspaces } from '../../db/workspace'

type Account = { id: string; email: string; name: string | null; passwordHash: string | null }

/** Longer input costs as much as the longest password and can never fit. */
const LONGEST_PASSWORD = 128

async function findAccount(typed: string): Promise<Account | null> {
  const address = EmailAddress.safeParse(typed)
  if (!address.success) return null
  return database('app').user.findUnique({
    where: { email: address.data },
    select: { id: true, email: true, name: true, passwordHash: true },
  })
}

function record(caller: Source, action: string, userId: string | undefined): Promise<void> {
  return outsideWorkspaces((tx) =>
    writeAudit(tx, {
      workspaceId: undefined,
      actor: userId === undefined ? { kind: 'nobody' } : { kind: 'user', id: userId },
      action,
      requestId: caller.requestId,
      sourceNetwork: caller.sourceNetwork,
    }),
  )
}

/**
 * The person an address and a password belong to, or `undefined`. Unknown address, wrong password and too
 * many tries look and last the same. Failures are counted per address and per source; they slow down, and
 * never lock out for longer than the next permit takes. `action` is what the activity log calls the attempt.
 */
export async function checkPassword(
  typed: { email: string; password: string },
  caller: Source,
  action: 'sign-in' | 'session.confirm' = 'sign-in',
): Promise<{ id: string; email: string; name: string | null } | undefined> {
  const byAddress = { limit: 'sign-in-address', key: typed.email.normalize('NFKC').trim().toLowerCase() } as const
  const bySource = { limit: 'sign-in-source', key: caller.source } as const
  const waits = await Promise.all([takePermit(byAddress), takePermit(bySource)])
  const throttled = waits.some((wait) => wait > 0)
  const account = await findAccount(typed.email)
  const usable = !throttled && typed.password.length <= LONGEST_PASSWORD
  const fits = await verifyPassword(usable ? account?.passwordHash : null, typed.password.slice(0, LONGEST_PASSWORD))
  if (account === null || !fits) {
    if (!throttled) await record(caller, `${action}.failed`, account?.id)
    else if ((await takePermit({ limit: 'sign-in-note', key: caller.source })) === 0)
      await record(caller, `${action}.throttled`, account?.id)
    return undefined
  }
  await Promise.all([returnPermit(byAddress), returnPermit(bySource)])
  if (account.passwordHash !== null && isOutdated(account.passwordHash)) {
    const passwordHash = await hashPassword(typed.password)
    await database('app').user.update({ where: { id: account.id }, data: { passwordHash }, select: { id: true } })
  }
  await record(caller, action, account.id)
  return { id: account.id, email: account.email, name: account.name }
}
