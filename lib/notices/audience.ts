import type { NoticeKind } from '../contracts/notice-kinds'

export type Recipient = { userId: string; role: string; email: string; name: string | null }

const MANAGERS: readonly string[] = ['owner', 'admin']
const WORKERS: readonly string[] = ['owner', 'admin', 'member']
const EVERYBODY: readonly string[] = ['owner', 'admin', 'member', 'viewer']

/** Who hears of a kind that names nobody. Nobody: it is always for somebody named. */
const ROLES: Readonly<Record<NoticeKind, readonly string[]>> = {
  'verdict-changed': EVERYBODY,
  'new-blocker': EVERYBODY,
  assigned: [],
  asked: [],
  mention: [],
  expiring: MANAGERS,
  expired: MANAGERS,
  'run-failed': WORKERS,
  'ownership-elsewhere': MANAGERS,
  'share-viewed': [],
}

export type Told = { kinds: readonly string[]; toIds: readonly string[]; exceptId: string | null }

function isFor(kinds: readonly string[], role: string): boolean {
  return kinds.some((kind) => Object.hasOwn(ROLES, kind) && ROLES[kind as NoticeKind].includes(role))
}

/** The members an event is for, before anybody's choices: those it names, or where none of them is left, its roles. */
export function audienceOf({ kinds, toIds, exceptId }: Told, members: readonly Recipient[]): Recipient[] {
  const named = members.filter(({ userId }) => toIds.includes(userId))
  const meant = named.length > 0 ? named : members.filter(({ role }) => isFor(kinds, role))
  return meant.filter(({ userId }) => userId !== exceptId)
}

type Choice = { userId: string; projectId: string | null; kinds: readonly string[] }

/** Whether a member wants one of these kinds by e-mail: as chosen for the project, else for all, else everything. */
export function wantsMail(
  userId: string,
  { kinds, projectId }: { kinds: readonly string[]; projectId: string | null },
  choices: readonly Choice[],
): boolean {
  const own = choices.filter((choice) => choice.userId === userId)
  const chosen =
    own.find((choice) => projectId !== null && choice.projectId === projectId) ??
    own.find((choice) => choice.projectId === null)
  return chosen === undefined || kinds.some((kind) => chosen.kinds.includes(kind))
}
