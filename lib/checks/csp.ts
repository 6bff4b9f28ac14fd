import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject } from '../engine/subject'
import { type WebDocuments, webDocuments } from '../evidence/web-documents'
import { MAX_HEADER, webHeads } from '../evidence/web-heads'
import { webNonces } from '../evidence/web-nonces'
import { blocksScript, isVoid, type Policy, parseMetaPolicies, parsePolicies, readPolicy } from './shared/csp'
import { defineCheck } from './shared/define'
import { type Head, headExhibit, headValues, isShown, sendHeaderFix, showsPages, unseenHead } from './shared/head-look'
import { perPlace } from './shared/per-place'

const HEADER = 'content-security-policy'
const REPORT_ONLY = 'content-security-policy-report-only'

type Page = Immutable<WebDocuments>['pages'][number]

function policiesOf(head: Head): Policy[] {
  const sent = parsePolicies(headValues(head, HEADER).filter((value) => !isVoid(value)))
  return [...sent, ...parseMetaPolicies(head.facts?.policies ?? [])]
}

function ownScripts(page: Page | undefined, site: string): string[] {
  return (page?.facts?.loads ?? [])
    .filter(({ by, noscript, url }) => by === 'script[src]' && !noscript && !url.includes('***'))
    .map(({ url }) => url)
    .filter((url) => {
      const name = URL.parse(url)?.hostname ?? ''
      return name === site || name.endsWith(`.${site}`)
    })
}

const DIRECTIVES: Readonly<Record<string, string>> = {
  stylesheet: 'style-src',
  font: 'font-src',
  'css-font': 'font-src',
  image: 'img-src',
  srcset: 'img-src',
  'css-image': 'img-src',
  frame: 'frame-src',
  media: 'media-src',
  request: 'connect-src',
  script: 'script-src',
}

/** A first policy from what the pages of a host load. */
function startingPolicy(pages: readonly Page[]): string {
  const wanted = new Map<string, Set<string>>([['script-src', new Set()]])
  for (const page of pages) {
    for (const { kind, url } of page.facts?.loads ?? []) {
      const directive = DIRECTIVES[kind]
      const target = URL.parse(url)
      if (directive === undefined || target?.protocol !== 'https:' || target.host === URL.parse(page.finalUrl)?.host)
        continue
      const hosts = wanted.get(directive) ?? new Set<string>()
      if (hosts.size < 12) hosts.add(target.origin)
      wanted.set(directive, hosts)
    }
  }
  const rules = [...wanted].map(([name, hosts]) => `${name} ${["'self'", ...[...hosts].sort()].join(' ')}`)
  return ["default-src 'self'", ...rules.sort(), "object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'"].join(
    '; ',
  )
}

const NEXT_NONCE = `import { NextResponse, type NextRequest } from 'next/server'

export function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = \`script-src 'nonce-\${nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none'\`
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}`

function fixFor(host: string, documents: Immutable<WebDocuments>): Fix {
  const pages = documents.pages.filter((page) => page.host === host)
  const fix = sendHeaderFix(host, 'Content-Security-Policy-Report-Only', startingPolicy(pages), [
    'Start with the policy below, which only reports: open your pages and read the console of the browser.',
    'When a week brings no report of your own files, rename the header to Content-Security-Policy.',
  ])
  const nonce = {
    provider: 'Next.js with nonces',
    steps: [
      'Put this into proxy.ts (middleware.ts before Next.js 16): every page gets a new number that its scripts carry.',
    ],
    snippet: { lang: 'ts', file: 'proxy.ts', code: NEXT_NONCE },
  }
  return { ...fix, variants: [...(fix.variants ?? []), nonce] }
}

const PRIVATE = ['login', 'signup', 'password-reset', 'dashboard', 'checkout']

function matters(head: Head): boolean {
  return PRIVATE.includes(head.purpose) || head.roles.includes('app')
}

const messages = {
  ok: 'Injected scripts cannot run on {place}',
  none: 'Nothing stops an injected script on {place}',
  reportOnly: 'The policy of {place} only reports injected scripts, it does not stop them',
  weak: 'The policy of {place} leaves a way for injected scripts: {detail}',
  invalid: 'Browsers ignore the script policy of {place}: its name is in its value',
  repeated: 'The one-time number in the policy of {url} comes again, so it protects nothing',
  blocks: 'The policy of {url} stops its own script {file}',
  unseen: 'We could not see the headers of {url}: {reason}',
  nothing: 'No host of the project serves a page of its own',
} as const

type Reading = { code: 'ok' | 'none' | 'reportOnly' | 'weak' | 'invalid'; detail: string }

function readHead(head: Head): Reading {
  const policies = policiesOf(head)
  const readings = policies.map(readPolicy)
  if (readings.some(({ level }) => level === 'strong')) return { code: 'ok', detail: '' }
  if (headValues(head, HEADER).some(isVoid)) return { code: 'invalid', detail: '' }
  const best = readings.filter(({ level }) => level === 'weak').toSorted((a, b) => a.gaps.length - b.gaps.length)[0]
  if (best !== undefined) return { code: 'weak', detail: best.gaps.join(', ') }
  return { code: headValues(head, REPORT_ONLY).length > 0 ? 'reportOnly' : 'none', detail: '' }
}

function blockedScript(head: Head, page: Page | undefined, site: string): string | undefined {
  // What a cut policy would allow further on is not known.
  if (headValues(head, HEADER).some((value) => value.length >= MAX_HEADER)) return undefined
  const policies = policiesOf(head)
  return ownScripts(page, site).find((script) => policies.some((policy) => blocksScript(policy, script, head.url)))
}

export default defineCheck({
  id: 'csp',
  version: 2,
  kind: 'automatic',
  title: 'A policy stops injected scripts',
  impact: 'medium',
  why: 'One injected script could read what your customers type and see; a wrong policy breaks the page.',
  covers: {},
  dependsOn: ['domain-resolves', 'https-reachable', 'page-not-blank'],
  needs: { heads: webHeads, documents: webDocuments, nonces: webNonces },
  messages,
  sources: [{ label: 'Content Security Policy Level 3', url: 'https://www.w3.org/TR/CSP3/' }],
  judge({ heads, documents, nonces }, say) {
    const rows = heads.pages.map((head, index) => ({ head, index })).filter(({ head }) => showsPages(head.roles))
    const shown = rows.filter(({ head }) => isShown(head))
    if (shown.length === 0) {
      const [first] = rows
      if (first === undefined)
        return say.notApplicable('nothing', {}, { subject: hostSubject(documents.site), refs: [] })
      const { head, index } = first
      const at = { subject: hostSubject(head.host), refs: [`web.heads#/pages/${index}`] }
      return head.outcome === 'answer' && !head.page
        ? say.notApplicable('nothing', {}, at)
        : say.unknown('unseen', { url: head.url, reason: unseenHead(head) }, at)
    }
    const findings: Finding[] = []
    for (const { head, code, detail, place, subject, refs } of perPlace(
      shown.map((row) => ({ ...row, ...readHead(row.head) })),
    )) {
      const exhibits = [headExhibit(head, [HEADER, REPORT_ONLY])]
      const fix = fixFor(head.host, documents)
      const at = { subject, refs, exhibits }
      const warned = { ...at, fix, impact: matters(head) ? ('medium' as const) : ('low' as const) }
      if (code === 'ok') findings.push(say.pass('ok', { place }, at))
      if (code === 'none') findings.push(say.warn('none', { place }, warned))
      if (code === 'reportOnly') findings.push(say.warn('reportOnly', { place }, warned))
      if (code === 'weak') findings.push(say.warn('weak', { place, detail }, warned))
      if (code === 'invalid') findings.push(say.fail('invalid', { place }, { ...at, fix }))
    }
    for (const { head, index } of shown) {
      const file = blockedScript(
        head,
        documents.pages.find((page) => page.finalUrl === head.url),
        heads.site,
      )
      if (file === undefined) continue
      const at = {
        subject: hostSubject(head.host),
        refs: [`web.heads#/pages/${index}`],
        exhibits: [headExhibit(head, [HEADER])],
      }
      const steps = [
        `Add ${new URL(file).origin} to script-src of the policy of ${head.host}, or serve the script from ${head.host}.`,
        "Where the policy has a sandbox, give it allow-scripts; where it has 'strict-dynamic', give every script a nonce.",
      ]
      findings.push(say.fail('blocks', { url: head.url, file }, { ...at, fix: { effort: 'S', steps } }))
    }
    nonces.pages.forEach(({ url, repeated }, index) => {
      if (!repeated) return
      const at = { subject: hostSubject(new URL(url).hostname), refs: [`web.nonces#/pages/${index}`] }
      const steps = [
        'Make a new random number for every answer, in code that runs per request.',
        'Keep pages with a nonce out of every shared cache: send "Cache-Control: private, no-store".',
      ]
      findings.push(
        say.fail(
          'repeated',
          { url },
          {
            ...at,
            fix: { effort: 'M', steps, variants: fixFor(new URL(url).hostname, documents).variants?.slice(-1) },
          },
        ),
      )
    })
    return findings
  },
})
