import type { Immutable } from '../../engine/immutable'
import type { WebEntryRow } from '../../evidence/web-entry'
import { hostOfUrl } from './web-hosts'
import { answerOf, chainFailureWords, chainRefusal, failureWords, isSuccess, isTheirs, stateWords } from './web-look'

/** Where visitors of `https://host/` end. */
export type HostEnd =
  | { kind: 'ends'; host: string; status: number; temporary: boolean }
  | { kind: 'none' }
  | { kind: 'loop' }
  | { kind: 'dead'; reason: string }
  | { kind: 'unseen'; reason: string }

const PERMANENT: readonly (number | null)[] = [301, 308]

/** Reads the end of a host's https chain; `temporary` when a step to another host is no 301 or 308. */
export function hostEnd(row: Immutable<WebEntryRow>): HostEnd {
  if (row.state === 'no-address') return { kind: 'none' }
  if (row.state !== 'ok') return { kind: 'unseen', reason: stateWords(row.state) }
  const { https } = row
  const refusal = chainRefusal(https)
  if (refusal !== null) return { kind: 'unseen', reason: `it refused our checker (${refusal})` }
  const answer = answerOf(https)
  if (https === null || answer === null) {
    if (https?.end === 'loop' || https?.end === 'too-many') return { kind: 'loop' }
    if (isTheirs(https?.error ?? null)) return { kind: 'dead', reason: failureWords(https?.error ?? null) }
    return { kind: 'unseen', reason: chainFailureWords(https) }
  }
  const temporary = https.hops.some((hop) => {
    const to = hostOfUrl(hop.location?.target ?? '')
    return to !== '' && to !== hostOfUrl(hop.url) && !PERMANENT.includes(hop.status)
  })
  return { kind: 'ends', host: answer.host, status: answer.status, temporary }
}

/** Whether visitors get a page there: a success, not an error answer. */
export function endsWell(end: HostEnd): boolean {
  return end.kind === 'ends' && isSuccess(end.status)
}
