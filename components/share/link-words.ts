import type { ShareLinkDto } from '@/lib/contracts/share'
import type { ShareDetail, ShareSection } from '@/lib/contracts/share-parts'
import { formatDay } from '@/lib/format/time'

export const SECTION_TEXT: Readonly<Record<ShareSection, string>> = {
  verdict: 'Verdict',
  blockers: 'Blockers',
  changes: 'Before and after',
  'must-haves': 'Must-haves',
  stages: 'Stages',
  accepted: 'Accepted risks, with their public note',
  map: 'Production map',
}

export const DETAIL_TEXT: Readonly<Record<ShareDetail, string>> = {
  none: 'None',
  summary: 'Summary: one line for each look',
  full: 'Full, with secrets taken out',
}

/** "Live, summary" or "Frozen 14 Nov, no evidence". */
export function showsText({ kind, frozenAt, detail }: ShareLinkDto, now: number): string {
  const what = kind === 'live' || frozenAt === null ? 'Live' : `Frozen ${formatDay({ at: Date.parse(frozenAt), now })}`
  return `${what}, ${detail === 'none' ? 'no evidence' : detail === 'full' ? 'full evidence' : 'evidence in short'}`
}

/** How somebody gets in. */
export function wayInText({ passcode, emailRequired }: ShareLinkDto): string | undefined {
  if (passcode) return emailRequired ? 'Passcode and email' : 'Passcode'
  return emailRequired ? 'Email' : undefined
}

export const STATE_TEXT: Readonly<Record<ShareLinkDto['state'], string>> = {
  active: 'Active',
  expired: 'Expired',
  revoked: 'Revoked',
}
