import type { Effort } from '../engine/finding'
import { compareImpact } from '../engine/verdict'
import type { Blocker } from './state'

/** Families in the order in which their repairs make sense: nothing above works while one below is broken. */
const FAMILIES: readonly RegExp[] = [
  /^(domain-|host-|dns-|dnssec|caa)/,
  /^(tls-|https-reachable)/,
  /^(redirect|https-redirect|canonical-|duplicate-)/,
  /^(edge-|shared-cache|refresh-|static-cache|ddos|origin-|html-not|compression|http-versions|validators|rate-limit|critical-|page-not|mixed-|hsts|csp|frame|cookie|cors)/,
  /^(spf|dkim|dmarc|sender|mx|email|mta-sts|tls-rpt|dane|bimi|bulk)/,
  /^(exposed-|public-bundle|secret|env-|chat-|least-|log-sample|logs-)/,
  /^(ci-|build|deploy|rollback|migration|lockfile|runtime)/,
  /^(uptime|alert|health|p95|monitor|error-)/,
  /^(load|webhook|slow|page-performance)/,
]

const SIGN_IN_PAY_MAIL = /(login|signup|sign-|reset|checkout|payment|billing|spf|dkim|dmarc|sender|mx\b)/

const EFFORT_ORDER: readonly Effort[] = ['S', 'M', 'L']

function family(checkId: string): number {
  const index = FAMILIES.findIndex((pattern) => pattern.test(checkId))
  return index === -1 ? FAMILIES.length : index
}

function affects(blocker: Blocker): number {
  return SIGN_IN_PAY_MAIL.test(`${blocker.checkId} ${blocker.subject.id}`) ? 0 : 1
}

/** The suggested fix order: causes by family, then impact, then sign-in, payment and mail, then the smaller effort. */
export function compareFixOrder(left: Blocker, right: Blocker): number {
  return (
    family(left.checkId) - family(right.checkId) ||
    compareImpact(left.impact, right.impact) ||
    affects(left) - affects(right) ||
    EFFORT_ORDER.indexOf(left.effort) - EFFORT_ORDER.indexOf(right.effort) ||
    left.checkId.localeCompare(right.checkId, 'en')
  )
}

/** Gravest first; equal impact in fix order. */
export function compareRisk(left: Blocker, right: Blocker): number {
  return compareImpact(left.impact, right.impact) || compareFixOrder(left, right)
}
