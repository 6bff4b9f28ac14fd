import type { Finding } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject } from '../engine/subject'
import { type WebFiles, webFiles } from '../evidence/web-files'
import { webHeads } from '../evidence/web-heads'
import { defineCheck } from './shared/define'
import { type Head, headExhibit, headValues, isShown, sendHeaderFix, showsPages, unseenHead } from './shared/head-look'
import { type Judged, perPlace } from './shared/per-place'

const NAMES = [
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
  'x-xss-protection',
  'expect-ct',
  'public-key-pins',
]

const POLICIES = new Set([
  'no-referrer',
  'no-referrer-when-downgrade',
  'origin',
  'origin-when-cross-origin',
  'same-origin',
  'strict-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
])

function isNosniff(head: Head): boolean {
  return /^\s*nosniff\s*(?:,|$)/i.test(headValues(head, 'x-content-type-options')[0] ?? '')
}

/** What is wrong with the referrer rule: the last token browsers know counts (Referrer Policy section 8.1). */
function referrerFault(head: Head): string | null {
  const tokens = headValues(head, 'referrer-policy')
    .flatMap((value) => value.split(','))
    .map((token) => token.trim().toLowerCase())
    .filter((token) => token !== '')
  if (tokens.length === 0) return null
  const counts = tokens.findLast((token) => POLICIES.has(token))
  if (counts === undefined) return tokens.at(-1)?.slice(0, 60) ?? ''
  return counts === 'unsafe-url' || counts === 'no-referrer-when-downgrade' ? counts : null
}

const KEY = /^[a-z*][\w.*-]{0,60}$/
const VALUE = /^(?:\*|self|src|\?[01]|"[^"]{0,200}")$/

/** One entry of the dictionary: a feature, and who may use it. */
function isMember(text: string): boolean {
  const split = text.indexOf('=')
  const key = split < 0 ? text : text.slice(0, split)
  const value = split < 0 ? '*' : text.slice(split + 1).replace(/;[^"()]*$/, '')
  if (!KEY.test(key)) return false
  const list = /^\((.*)\)$/.exec(value)?.[1]
  if (list === undefined) return VALUE.test(value)
  return list.split(/\s+/).every((item) => item === '' || VALUE.test(item))
}

/** Whether Permissions-Policy is a dictionary browsers can read (RFC 9651); the old comma-less syntax is not. */
function isReadable(value: string): boolean {
  const members = value.match(/(?:[^,"(]|"[^"]*"|\([^)]*\))+/g) ?? []
  return members.every((member) => member.trim() === '' || isMember(member.trim()))
}

/** Headers browsers have dropped; the first only where it still switches something on. */
const OBSOLETE: readonly [name: string, pattern: RegExp][] = [
  ['X-XSS-Protection', /^\s*1/],
  ['Expect-CT', /\S/],
  ['Public-Key-Pins', /\S/],
]

function obsoleteHeaders(head: Head): string {
  return OBSOLETE.filter(([name, pattern]) => headValues(head, name.toLowerCase()).some((value) => pattern.test(value)))
    .map(([name]) => name)
    .join(', ')
}

function judged(rows: readonly { head: Head; index: number }[]): Judged[] {
  return rows.flatMap(({ head, index }) => {
    const referrer = referrerFault(head)
    const permissions = headValues(head, 'permissions-policy').find((value) => !isReadable(value))
    const faults: [code: string, detail: string][] = [
      ...(isNosniff(head) ? [] : [['nosniff', ''] satisfies [string, string]]),
      ...(referrer === null ? [] : [['referrer', referrer] satisfies [string, string]]),
      ...(permissions === undefined ? [] : [['permissions', permissions.slice(0, 80)] satisfies [string, string]]),
    ]
    const obsolete = obsoleteHeaders(head)
    const fine = [obsolete === '' ? ['ok', ''] : ['obsolete', obsolete]] satisfies [string, string][]
    const found = faults.length > 0 ? faults : fine
    return found.map(([code, detail]) => ({ head, index, code, detail }))
  })
}

const messages = {
  ok: '{place} tells browsers not to guess and not to give addresses away',
  obsolete: '{place} sends the basic headers, and one browsers no longer read: {detail}',
  nosniff: 'Browsers may guess what files of {place} are: nosniff is missing',
  files: 'Browsers may guess what {count:file|files} of {host} are: nosniff is missing',
  referrer: '{place} tells other sites more than needed about its visitors: {detail}',
  permissions: 'Browsers cannot read the permission rules of {place}: {detail}',
  unseen: 'We could not see the headers of {url}: {reason}',
  nothing: 'No host of the project serves a page of its own',
} as const

function looseFiles({ files }: Immutable<WebFiles>): Map<string, number[]> {
  const hosts = new Map<string, number[]>()
  files.forEach(({ host, nosniff }, index) => {
    if (!nosniff) hosts.set(host, [...(hosts.get(host) ?? []), index])
  })
  return hosts
}

export default defineCheck({
  id: 'basic-security-headers',
  version: 2,
  kind: 'automatic',
  title: 'Pages send the basic protective headers',
  impact: 'low',
  why: 'Three short headers keep browsers from running disguised files and from giving addresses away.',
  covers: {},
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { heads: webHeads, files: webFiles },
  messages,
  sources: [
    { label: 'Fetch standard, nosniff', url: 'https://fetch.spec.whatwg.org/#x-content-type-options-header' },
    { label: 'Referrer Policy', url: 'https://www.w3.org/TR/referrer-policy/' },
    { label: 'RFC 9651 (structured fields)', url: 'https://www.rfc-editor.org/rfc/rfc9651' },
  ],
  judge({ heads, files }, say) {
    const rows = heads.pages.map((head, index) => ({ head, index })).filter(({ head }) => showsPages(head.roles))
    const shown = rows.filter(({ head }) => isShown(head))
    const unseen = rows.find(({ head }) => !isShown(head) && (head.outcome !== 'answer' || head.page))
    if (shown.length === 0 && unseen !== undefined) {
      const { head, index } = unseen
      const at = { subject: hostSubject(head.host), refs: [`web.heads#/pages/${index}`] }
      return say.unknown('unseen', { url: head.url, reason: unseenHead(head) }, at)
    }
    if (shown.length === 0) return say.notApplicable('nothing', {}, { subject: hostSubject(heads.site) })
    const all = judged(shown)
    const loose = new Set(all.filter(({ code }) => code === 'nosniff').map(({ head }) => head.host))
    const ofPages = perPlace(all).map(({ head, code, detail, place, subject, refs }): Finding => {
      const at = { subject, refs, exhibits: [headExhibit(head, NAMES)] }
      const fix = (name: string, value: string) => ({ ...at, fix: sendHeaderFix(head.host, name, value) })
      if (code === 'nosniff') return say.warn('nosniff', { place }, fix('X-Content-Type-Options', 'nosniff'))
      if (code === 'referrer')
        return say.warn('referrer', { place, detail }, fix('Referrer-Policy', 'strict-origin-when-cross-origin'))
      if (code === 'permissions')
        return say.warn(
          'permissions',
          { place, detail },
          fix('Permissions-Policy', 'camera=(), microphone=(), geolocation=()'),
        )
      if (code === 'obsolete') return say.pass('obsolete', { place, detail }, at)
      return say.pass('ok', { place }, at)
    })
    const ofFiles = [...looseFiles(files)]
      .filter(([host]) => !loose.has(host))
      .map(([host, indexes]) => {
        const refs = indexes.slice(0, 10).map((index) => `web.files#/files/${index}`)
        const fix = sendHeaderFix(host, 'X-Content-Type-Options', 'nosniff')
        return say.warn('files', { host, count: indexes.length }, { subject: hostSubject(host), refs, fix })
      })
    return [...ofPages, ...ofFiles]
  },
})
