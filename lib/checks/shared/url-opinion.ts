import type { Immutable } from '../../engine/immutable'
import type { Target, UrlPurpose } from '../../engine/target'
import type { WebUrlRow } from '../../evidence/web-urls'
import { hostOfUrl, isHandoverHost, isOwnDomain, isOwnHost } from './web-hosts'
import { answerOf, isSuccess } from './web-look'

type Row = Immutable<WebUrlRow>

/** Pages a visitor is sent to by name: not finding them means that they are not there. */
const MUST_EXIST: readonly UrlPurpose[] = ['homepage', 'login', 'signup', 'password-reset', 'health', 'checkout']
/** Addresses that rightly refuse a plain visit without a session, a signature or a body. */
const MACHINE: readonly UrlPurpose[] = ['api', 'webhook', 'upload']
const MAY_HAND_OVER: readonly UrlPurpose[] = ['login', 'signup', 'password-reset', 'dashboard', 'checkout', 'upload']

export type UrlOpinion =
  | 'up'
  | { code: 'handover' | 'unregistered' | 'foreign'; host: string }
  | { code: 'error' | 'missing' | 'refusesVisit'; status: number }
  | { code: 'placeholder'; id: string }

function statusOpinion(purpose: UrlPurpose, status: number, hasPasswordField: boolean): UrlOpinion {
  if (status >= 500) return { code: 'error', status }
  if (isSuccess(status)) return 'up'
  if (status === 401 && (purpose === 'dashboard' || (purpose === 'login' && hasPasswordField))) return 'up'
  if (MACHINE.includes(purpose) && [400, 401, 403, 405, 411, 415, 422].includes(status)) return 'up'
  const gone = status === 404 || status === 410
  return gone && MUST_EXIST.includes(purpose) ? { code: 'missing', status } : { code: 'refusesVisit', status }
}

/** What the end of a key URL's chain means for its purpose; null where no answer came. */
export function urlOpinion({ purpose, chain }: Row, target: Target): UrlOpinion | null {
  const answer = answerOf(chain)
  if (chain === null || answer === null) return null
  const placeholder = chain.page?.placeholder ?? null
  if (placeholder !== null) return { code: 'placeholder', id: placeholder }
  const opinion = statusOpinion(purpose, answer.status, chain.page?.hasPasswordField ?? false)
  if (opinion !== 'up' || isOwnHost(target, answer.host)) return opinion
  const declaredThere = target.urls.some(({ url }) => hostOfUrl(url) === answer.host)
  if (declaredThere) return 'up'
  if (MAY_HAND_OVER.includes(purpose) && isHandoverHost(answer.host)) return { code: 'handover', host: answer.host }
  if (isOwnDomain(target, answer.host)) return { code: 'unregistered', host: answer.host }
  return { code: 'foreign', host: answer.host }
}
