import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject } from '../engine/subject'
import { type WebEntry, type WebEntryRow, webEntry } from '../evidence/web-entry'
import { webTls } from '../evidence/web-tls'
import { headerVariants } from './shared/config/headers'
import { defineCheck } from './shared/define'
import { parseHsts } from './shared/hsts-header'
import { problemsOf, servedBy, type TlsEvidence } from './shared/tls-look'
import { failureWords, headerValues, hopExhibit, isTheirs, refusalOf, stateWords } from './shared/web-look'

const HALF_YEAR = 15_552_000
const YEAR = 31_536_000

type Row = Immutable<WebEntryRow>

/** Whether browsers refuse the certificate of a host; null where none was seen. */
function refusesCertificate(tls: TlsEvidence, host: string, now: number): boolean | null {
  const index = tls.hosts.findIndex((row) => row.host === host)
  const served = index < 0 ? [] : servedBy(tls, index)
  if (served.length === 0) return null
  return served.some((one) => problemsOf(one, now).length > 0)
}

/** Listed hosts below `parent` that browsers could no longer open, because only https is left and it does not work. */
function lockedOut(parent: string, entry: Immutable<WebEntry>, tls: TlsEvidence, now: number): string[] {
  return entry.hosts
    .filter(({ host, state }) => host.endsWith(`.${parent}`) && state === 'ok')
    .filter(({ host, https }) => isTheirs(https?.hops[0]?.error ?? null) || refusesCertificate(tls, host, now) === true)
    .map(({ host }) => host)
}

function headerFix(host: string, value: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Send the header below with every https answer of ${host}, also with redirects and errors.`,
      'Start with max-age=300 for a day, then 604800 for a week, then the full year.',
      'Ask for preload only when every host of the domain works on https: leaving the list takes 6 to 12 weeks or more.',
    ],
    snippet: { lang: 'http', code: `Strict-Transport-Security: ${value}` },
    variants: [
      {
        provider: 'Cloudflare',
        steps: ['Open SSL/TLS, Edge Certificates, HTTP Strict Transport Security and turn it on.'],
      },
      ...headerVariants({ host, headers: [['Strict-Transport-Security', value]] }).filter(
        ({ provider }) => provider !== 'Cloudflare',
      ),
      {
        provider: 'Apache',
        steps: ['Put the line into the virtual host for port 443 and reload.'],
        snippet: { lang: 'apache', code: `Header always set Strict-Transport-Security "${value}"` },
      },
    ],
  }
}

function lockOutFix(host: string, locked: readonly string[]): Fix {
  return {
    effort: 'M',
    steps: [
      `Repair https on ${locked.join(', ')} first.`,
      `Until then remove includeSubDomains from the header of ${host}; browsers forget it at their next visit there.`,
    ],
    snippet: { lang: 'http', code: `Strict-Transport-Security: max-age=${YEAR}` },
  }
}

function unseenReason({ https }: Row): string | null {
  const hop = https?.hops[0]
  const refusal = refusalOf(hop)
  if (refusal !== null) return `it refused our checker (${refusal})`
  return hop === undefined || hop.status === null ? failureWords(hop?.error ?? https?.error ?? null) : null
}

export default defineCheck({
  id: 'hsts',
  version: 1,
  kind: 'automatic',
  title: 'Browsers remember to use https',
  impact: 'high',
  why: 'Without it a first visit on public Wi-Fi can be intercepted; set wrongly, it locks visitors out of subdomains.',
  covers: { 'https-everywhere': 'supporting' },
  dependsOn: ['https-reachable', 'https-redirect', 'tls-cert-name', 'tls-cert-chain', 'tls-cert-expiry'],
  needs: { entry: webEntry, tls: webTls },
  messages: {
    ok: 'Browsers remember for {days:day|days} to open {host} on https only',
    missing: 'Browsers do not remember to open {host} on https',
    off: '{host} tells browsers to forget https',
    short: 'Browsers remember https for {host} for {days:day|days} only',
    preload: '{host} asks to be preloaded, but its header does not allow it',
    invalid: 'Browsers ignore the https header of {host}: it has {problem}',
    lockOut: 'Returning visitors of {host} cannot open {locked}, where https does not work',
    noTrust: 'Browsers ignore this header on {host} until its certificate is valid',
    unseen: 'We could not see the headers of {host}: {reason}',
    noAddress: '{host} has no address, so it sends no header',
  },
  sources: [
    { label: 'RFC 6797 section 6.1', url: 'https://www.rfc-editor.org/rfc/rfc6797#section-6.1' },
    { label: 'HSTS preload list requirements', url: 'https://hstspreload.org/' },
  ],
  judge({ entry, tls }, say, { now }) {
    return entry.hosts.map((row, index) => {
      const { host, state, https } = row
      const at = { subject: hostSubject(host), refs: [`web.entry#/hosts/${index}`], impact: 'medium' as const }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      if (state !== 'ok') return say.unknown('unseen', { host, reason: stateWords(state) }, at)
      const hop = https?.hops[0]
      const reason = unseenReason(row)
      if (reason !== null || hop === undefined) return say.unknown('unseen', { host, reason: reason ?? '' }, at)
      if (refusesCertificate(tls, host, now) === true) return say.notApplicable('noTrust', { host }, at)

      const fields = headerValues(hop, 'strict-transport-security')
      const exhibits: Exhibit[] = [hopExhibit(hop, ['strict-transport-security', 'location'])]
      const shown = { ...at, exhibits }
      const locked = lockedOut(host, entry, tls, now)
      const advised = `max-age=${YEAR}`
      const fixed = { ...shown, fix: headerFix(host, advised) }
      const first = fields[0]
      if (first === undefined) return say.warn('missing', { host }, fixed)
      // Browsers read the first field only (RFC 6797 section 8.1).
      const policy = parseHsts(first)
      if (!policy.valid) return say.fail('invalid', { host, problem: policy.problem }, fixed)
      const { maxAge, includeSubDomains, preload } = policy
      if (maxAge === 0) return say.warn('off', { host }, fixed)
      if (includeSubDomains && locked.length > 0) {
        const fix = lockOutFix(host, locked)
        return say.fail('lockOut', { host, locked: locked.join(', ') }, { ...shown, impact: 'high', fix })
      }
      const days = Math.floor(maxAge / 86_400)
      if (maxAge < HALF_YEAR) return say.warn('short', { host, days }, fixed)
      if (preload && (!includeSubDomains || maxAge < YEAR)) {
        const fix = headerFix(host, `max-age=${YEAR}; includeSubDomains; preload`)
        return say.warn('preload', { host }, { ...shown, fix })
      }
      return say.pass('ok', { host, days }, shown)
    })
  },
})
