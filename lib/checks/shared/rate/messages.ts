import type { RateSurface } from '../../../evidence/web-rate'

/** What a surface is called in a sentence. */
export const SURFACE_WORDS: Readonly<Record<RateSurface, string>> = {
  login: 'sign-in page',
  signup: 'sign-up page',
  'password-reset': 'page for a new password',
  webhook: 'webhook address',
  'public-api': 'public API address',
}

export const rateMessages = {
  limited: '{url} slows many attempts down after {count:request|requests} in {time}',
  message: '{url} says "too many" after {count:request|requests}, though with status {status}',
  announced: '{url} announces a limit in its headers; nobody tried whether it holds',
  busy: '{url} answers 503 instead of 429 after {count:request|requests}',
  captcha: '{url} shows a captcha after {count:request|requests} and slows nothing down',
  validation: '{url} refused {count:wrong request|wrong requests} without a limit; one may sit behind',
  unlimited: 'Bots can hammer {url}: {count:request|requests} in {time}, nothing stopped them',
  accepted: '{url} accepts what is no email address ({status})',
  redirected: 'We stopped at {url}: it sent us on ({status}), as sites do once somebody has signed up',
  slow: 'We stopped at {url} after {count:request|requests}: it was getting slow',
  outage: 'We stopped at {url} after {count:request|requests}: it failed and did not come back',
  errors: 'We stopped at {url} after {count:request|requests}: it answered with errors',
  missing: 'Nothing takes requests at {url} ({status}): name the address the form sends to',
  csrf: '{url} refuses forms from outside ({status}), so a limit could not show',
  asked: 'We stopped at {url} because the host asked us to',
  waiting: 'We had no turn for {url}: one address is tried a minute, each once in 15',
  refused: '{url} refused our checker at once, which is no limit',
  noForm: 'We cannot see where {url} sends its form without running its scripts',
  unseen: 'We could not see {url}',
  failed: 'We could not try {url}: {reason}',
  notAllowed: 'We try {url} only after you proved the domain and allowed it for this run',
  handover: 'Another service does it: your {what} belongs to {service}',
  absent: 'The project names no {what}',
} as const
