import type { ChangeLabel } from '@/lib/contracts/compare'
import type { ShareDocument } from '@/lib/contracts/share-document'
import type { Verdict } from '@/lib/engine/finding'
import type { MustHaveStatus, StageStatus } from '@/lib/roadmaps/state'
import type { ShareTone } from './share-icon'

export const MUST_HAVE_TONES: Readonly<Record<MustHaveStatus, ShareTone>> = {
  met: 'pass',
  'at-risk': 'waived',
  'not-proven': 'unknown',
  broken: 'fail',
}

export const STAGE_TONES: Readonly<Record<StageStatus, ShareTone>> = {
  'not-started': 'unknown',
  unproven: 'unknown',
  blocked: 'fail',
  'at-risk': 'warn',
  ready: 'pass',
}

export const CHANGE_TONES: Readonly<Record<ChangeLabel, ShareTone>> = {
  fixed: 'pass',
  worse: 'fail',
  new: 'fail',
  'first-checked': 'warn',
  changed: 'warn',
  unchanged: 'unknown',
  unverified: 'unknown',
  gone: 'unknown',
  'rule-changed': 'unknown',
}

export const FINDING_TONES: Readonly<Record<Verdict, ShareTone>> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  unknown: 'unknown',
  'not-applicable': 'unknown',
}

export function verdictTone({ reason }: NonNullable<NonNullable<ShareDocument['verdict']>>): ShareTone {
  if (reason === 'clear') return 'pass'
  if (reason === 'known-risks') return 'warn'
  return reason === 'blocked' ? 'fail' : 'unknown'
}
