import { createHash } from 'node:crypto'
import { database } from './client'

/** Each limit: so many permits, which come back evenly over the period. */
const LIMITS = {
  'sign-in-address': { burst: 10, seconds: 900 },
  'sign-in-source': { burst: 30, seconds: 900 },
  // Refused tries are written down, but a flood of them does not fill the activity log.
  'sign-in-note': { burst: 10, seconds: 900 },
  'sign-up-address': { burst: 3, seconds: 3600 },
  'sign-up-source': { burst: 10, seconds: 3600 },
  'mail-address': { burst: 3, seconds: 3600 },
  'mail-source': { burst: 10, seconds: 3600 },
  session: { burst: 300, seconds: 60 },
  workspace: { burst: 1000, seconds: 60 },
  'csp-report': { burst: 20, seconds: 60 },
  'run.start': { burst: 30, seconds: 3600 },
  'run.recheck': { burst: 60, seconds: 3600 },
  'proof.file': { burst: 60, seconds: 3600 },
  invite: { burst: 10, seconds: 3600 },
  'invite-use': { burst: 20, seconds: 3600 },
  'stop-mails': { burst: 60, seconds: 900 },
  'reset-use': { burst: 20, seconds: 900 },
  'channel.test': { burst: 20, seconds: 3600 },
  'workspace.create': { burst: 10, seconds: 3600 },
  'run.answer': { burst: 200, seconds: 3600 },
  'mail.message': { burst: 30, seconds: 3600 },
  'mail.simulate': { burst: 60, seconds: 3600 },
  'installation.look': { burst: 60, seconds: 3600 },
  'share.create': { burst: 30, seconds: 3600 },
  // Pages are read by many people behind one address; guesses are not.
  'share-page': { burst: 60, seconds: 60 },
  'share-state': { burst: 300, seconds: 60 },
  'share-unknown': { burst: 20, seconds: 900 },
  'share-passcode': { burst: 10, seconds: 900 },
  'share-pdf': { burst: 10, seconds: 3600 },
  // Openings and refused tries are written down, but a flood of them does not fill the activity log.
  'share-note': { burst: 10, seconds: 900 },
  'ownership.token': { burst: 60, seconds: 3600 },
  'ownership.check': { burst: 60, seconds: 3600 },
  'pack.make': { burst: 10, seconds: 3600 },
  // Of all workspaces together, per registrable domain: nobody's server is looked at without end.
  'target.full': { burst: 30, seconds: 3600 },
  'target.ownership': { burst: 60, seconds: 3600 },
  'target.part': { burst: 120, seconds: 3600 },
  // Many requests in a row to one address, and to all addresses of one domain: by whichever workspace and process.
  'probe.surface': { burst: 1, seconds: 900 },
  'probe.domain': { burst: 1, seconds: 60 },
} as const

export type LimitName = keyof typeof LIMITS
export type Bucket = { limit: LimitName; key: string }

/** Addresses and ids are not kept, only their hash. */
function keyOf({ limit, key }: Bucket): string {
  return createHash('sha256').update(`${limit}|${key}`).digest('base64url')
}

/** Takes one permit. Answers 0 when it was granted, else the seconds until the next one. */
export async function takePermit(bucket: Bucket): Promise<number> {
  const { burst, seconds } = LIMITS[bucket.limit]
  const rows = await database('app').$queryRaw<{ wait: number }[]>`
    select lr_take(${keyOf(bucket)}, make_interval(secs => ${seconds}), ${burst}::int) as wait`
  return rows[0]?.wait ?? 0
}

/** Gives a permit back: an attempt that succeeded does not count. */
export async function returnPermit(bucket: Bucket): Promise<void> {
  const { burst, seconds } = LIMITS[bucket.limit]
  await database('app').$queryRaw`
    select lr_give(${keyOf(bucket)}, make_interval(secs => ${seconds}), ${burst}::int)::text`
}

/** Forgets buckets that have been full for a day. */
export async function sweepPermits(): Promise<void> {
  await database('app').$executeRaw`delete from rate_limit where arrival < clock_timestamp() - interval '1 day'`
}
