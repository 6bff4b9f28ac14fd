import { scanSecrets } from './secrets/scan'

export type HealthLeak = 'versions' | 'hosts' | 'variables' | 'secrets'

const HEALTH_WORDS =
  /^\s*(?:ok|up|healthy|alive|ready|pong|true)\b|"(?:status|ok|state|healthy|health|db|database|checks?|uptime|alive|ready|up|services?|info)"\s*:/i
const VARIABLE = /\b([A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,6})["']?\s*[:=]/g
const VERSION =
  /"(?:\w{0,20}_?)?version"\s*:\s*"v?\d+\.\d+|\b(?:node|nodejs|postgres|postgresql|mysql|redis|nginx|php|python|ruby|express)\b["']?[\s:/="]{1,5}v?\d+\.\d+/i
const HOST =
  /\b(?:10|127)\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|\b192\.168\.\d{1,3}\.\d{1,3}\b|\b172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3}\b|\b[\w-]{1,60}(?:\.[\w-]{1,60}){0,5}\.(?:internal|local|rds\.amazonaws\.com|svc\.cluster)\b|\blocalhost:\d{2,5}\b|"hostname"\s*:\s*"/i

/** Whether an answer reads like one of a health URL. */
export function readsLikeHealth(text: string): boolean {
  return HEALTH_WORDS.test(text.slice(0, 2000)) || text.trim() === ''
}

type Answered = {
  readonly outcome: string
  readonly status: number | null
  readonly html: boolean
  readonly sameAsCanary: boolean
  readonly healthy: boolean
}

/**
 * Whether a usual path turned out to be a health URL: a machine-readable answer that not every path gets. One that
 * asks for a token or denies that there is anything is none that could be watched.
 */
export function isHealthUrl({ outcome, status, html, sameAsCanary, healthy }: Answered): boolean {
  const denies = status !== null && status >= 400 && status < 500
  return outcome === 'answer' && !html && !sameAsCanary && healthy && !denies
}

/** What a health answer tells strangers, with the names of variables it prints. */
export function healthLeaks(text: string): { leaks: HealthLeak[]; names: string[] } {
  const start = text.slice(0, 16_384)
  const names = [...new Set([...start.matchAll(VARIABLE)].map((match) => match[1] ?? ''))]
    .filter((name) => !/^(?:HTTP|HTTPS|UTF|ISO|GET|POST)_/.test(name))
    .slice(0, 20)
  const secretName = names.some((name) => /SECRET|TOKEN|PASS|PWD|DATABASE_URL|PRIVATE|API_KEY/.test(name))
  const secret = secretName || scanSecrets(start).some((hit) => hit.class === 'secret')
  const leaks: HealthLeak[] = []
  if (secret) leaks.push('secrets')
  if (names.length > 0) leaks.push('variables')
  if (VERSION.test(start)) leaks.push('versions')
  if (HOST.test(start)) leaks.push('hosts')
  return { leaks, names }
}
