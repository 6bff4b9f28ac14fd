import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { project, url as urlSubject } from '../engine/subject'
import { type SecurityFile, webSecurityTxt } from '../evidence/web-security-txt'
import { defineCheck } from './shared/define'
import { isOwnDomain } from './shared/web-hosts'

const DAY_MS = 86_400_000
const ELEVEN_MONTHS = 335
const YEAR_DAYS = 366

type File = Immutable<SecurityFile>

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

function fixFor(host: string, domain: string, now: number): Fix {
  const until = `${dayOf(now + ELEVEN_MONTHS * DAY_MS)}T00:00:00Z`
  const place = `https://${host}/.well-known/security.txt`
  const text = `Contact: mailto:security@${domain}\nExpires: ${until}\nPreferred-Languages: en\nCanonical: ${place}\n`
  return {
    effort: 'S',
    steps: [
      `Choose an address that somebody reads, such as security@${domain}, and put it into the file below.`,
      `Publish the file at ${place} as text/plain.`,
      `Renew it before ${until.slice(0, 10)}.`,
    ],
    snippet: { lang: 'text', file: 'public/.well-known/security.txt', code: text },
    variants: [
      {
        provider: 'Cloudflare',
        steps: ['Open Security, Settings, Security.txt, enter the contact and the date, and switch it on.'],
      },
      {
        provider: 'nginx',
        steps: ['Serve the file with its type.'],
        snippet: {
          lang: 'nginx',
          file: 'server block',
          code: 'location = /.well-known/security.txt {\n  default_type text/plain;\n  root /var/www;\n}',
        },
      },
      { provider: 'Next.js', steps: ['Put the file into public/.well-known/ and deploy.'] },
    ],
  }
}

function exhibitOf({ url, status, contentType, contacts, expires }: File): Exhibit {
  return {
    kind: 'http',
    title: 'Answer for security.txt',
    request: { method: 'GET', url },
    ...(status === null ? {} : { status }),
    headers: contentType === '' ? [] : [['content-type', contentType]],
    note: [...contacts.map((one) => `Contact: ${one}`), ...expires.map((one) => `Expires: ${one}`)].join('; '),
  }
}

/** A date as RFC 3339 writes it, milliseconds; NaN for anything else. */
function dateOf(text: string): number {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/i.test(text) ? Date.parse(text) : Number.NaN
}

const messages = {
  ok: '{url} says whom to tell about a security problem, until {until}',
  missing: 'Whoever finds a security hole in {host} cannot see whom to tell',
  old: 'The contact for security problems lies at {url}, where tools no longer look first',
  plain: '{url} is not reached over https',
  elsewhere: '{url} leads to {other}, which is not yours',
  type: '{url} is sent as {type} instead of text/plain',
  nobody: '{url} names no contact that is an address: https:, mailto: or tel:',
  dates: '{url} must name exactly one date until which it holds; it names {count}',
  unreadable: '{url} holds until "{until}", which is no date',
  expired: '{url} is out of date since {until}',
  far: '{url} holds until {until}; more than a year ahead nobody trusts it',
  unseen: 'We could not read {url}: {reason}',
  none: 'No host of the project serves a page of its own',
  private: 'The product has no public site',
} as const

const NOT_SEEN = {
  wall: 'bot protection refused our checker',
  failed: 'it gave no answer that counts',
  'not-looked': 'we could not look',
} as const

export default defineCheck({
  id: 'security-txt',
  version: 1,
  kind: 'automatic',
  title: 'Whoever finds a security hole knows whom to tell',
  impact: 'low',
  why: 'A stranger who finds a hole tells you only if they find out how; otherwise others hear of it first.',
  covers: {},
  dependsOn: ['domain-resolves', 'https-reachable', 'canonical-host'],
  when: ({ profile }) => (profile.publicSite === false ? 'private' : true),
  needs: { file: webSecurityTxt },
  messages,
  sources: [{ label: 'RFC 9116 section 2.5', url: 'https://www.rfc-editor.org/rfc/rfc9116#section-2.5' }],
  judge({ file: { host, files } }, say, { now, target }) {
    const [first, second] = files
    if (first === undefined) return say.notApplicable('none', {}, { subject: project() })
    const { url } = first
    const refs = ['web.security-txt#/files/0']
    const at = { subject: urlSubject(url), refs, exhibits: [exhibitOf(first)] }
    const weak = { ...at, fix: fixFor(host, target.domain, now) }
    if (first.outcome !== 'answer') return say.unknown('unseen', { url, reason: NOT_SEEN[first.outcome] }, at)
    if (first.status !== 200 || first.html) {
      if (second !== undefined && second.outcome !== 'answer')
        return say.unknown('unseen', { url: second.url, reason: NOT_SEEN[second.outcome] }, at)
      const isOld = second?.status === 200 && !second.html && second.contacts.length > 0
      return isOld ? say.warn('old', { url: second.url }, weak) : say.warn('missing', { host }, weak)
    }
    const final = URL.parse(first.finalUrl)
    if (final !== null && !isOwnDomain(target, final.hostname))
      return say.warn('elsewhere', { url, other: final.hostname }, weak)
    if (final?.protocol !== 'https:') return say.warn('plain', { url }, weak)
    if (!first.contacts.some((contact) => /^(?:https|mailto|tel):/i.test(contact)))
      return say.warn('nobody', { url }, weak)
    const [until = ''] = first.expires
    if (first.expires.length !== 1) return say.warn('dates', { url, count: first.expires.length }, weak)
    const end = dateOf(until)
    if (Number.isNaN(end)) return say.warn('unreadable', { url, until }, weak)
    if (end <= now) return say.warn('expired', { url, until: dayOf(end) }, weak)
    if (!/^text\/plain\b/i.test(first.contentType))
      return say.warn('type', { url, type: first.contentType || 'nothing in particular' }, weak)
    if (end > now + YEAR_DAYS * DAY_MS) return say.warn('far', { url, until: dayOf(end) }, weak)
    return say.pass('ok', { url, until: dayOf(end) }, at)
  },
})
