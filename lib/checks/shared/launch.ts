import type { JudgeContext } from '../../engine/check'

const DAY_MS = 86_400_000
const SOON_DAYS = 14

/** Whole days until the planned launch when it is at most two weeks away, the day itself included; undefined otherwise. */
export function daysToLaunch({ target, now }: JudgeContext): number | undefined {
  const { launchAt } = target.profile
  if (launchAt === undefined) return undefined
  const left = Math.ceil((Date.parse(launchAt) - now) / DAY_MS)
  return left >= 0 && left <= SOON_DAYS ? left : undefined
}
