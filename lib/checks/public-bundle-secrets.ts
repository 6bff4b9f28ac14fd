import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { project, url } from '../engine/subject'
import { type WebAsset, type WebAssets, webAssets } from '../evidence/web-assets'
import { type WebDocuments, webDocuments } from '../evidence/web-documents'
import type { StoredSecretHit } from '../evidence/web-facts'
import { defineCheck } from './shared/define'
import type { SecretRule } from './shared/secrets/rule'
import { secretRule } from './shared/secrets/rules'

type Hit = Immutable<StoredSecretHit>
type Place = { file: string; ref: string; hit: Hit }
type Key = { rule: SecretRule; places: Place[]; hit: Hit }

function placesOf(
  pages: readonly { finalUrl: string; facts: { secrets: readonly Hit[] } | null }[],
  files: readonly { url: string; secrets: readonly Hit[] }[],
): Place[] {
  return [
    ...pages.flatMap((page, index) =>
      (page.facts?.secrets ?? []).map((hit) => ({ file: page.finalUrl, ref: `web.documents#/pages/${index}`, hit })),
    ),
    ...files.flatMap((file, index) =>
      file.secrets.map((hit) => ({ file: file.url, ref: `web.assets#/assets/${index}`, hit })),
    ),
  ]
}

/** One entry per key, wherever it stands; the places are listed in order. */
function keysOf(places: readonly Place[]): Key[] {
  const keys = new Map<string, Key>()
  for (const place of places) {
    const rule = secretRule(place.hit.rule)
    if (rule === undefined) continue
    const id = `${place.hit.rule} ${place.hit.fingerprint}`
    const known = keys.get(id)
    if (known) known.places.push(place)
    else keys.set(id, { rule, places: [place], hit: place.hit })
  }
  return [...keys.values()]
}

function exhibitOf({ rule, places }: Key): Exhibit {
  return {
    kind: 'table',
    title: `${rule.provider}: ${rule.name}`,
    columns: ['File', 'Line', 'Column', 'Begins with'],
    rows: places.map(({ file, hit }) => [file, String(hit.line), String(hit.column), hit.masked]),
  }
}

function leakFix({ rule, places }: Key): Fix {
  const file = places[0]?.file ?? ''
  return {
    effort: 'M',
    steps: [
      `Replace the key now: ${rule.revoke}. It is in ${file}, which anyone can read.`,
      'Move the call that uses it to a server route, so that the browser never sees the new key.',
      'Rename its variable without NEXT_PUBLIC_, VITE_ or REACT_APP_ in front: that prefix puts it into the bundle.',
      'Deploy, then purge the CDN, so that the old file disappears.',
      `Look through the log of ${rule.provider} for use you do not know.`,
    ],
  }
}

function limitFix({ rule }: Key): Fix {
  return {
    effort: 'S',
    steps: [
      `Open ${rule.revoke} and limit this key to the addresses of your site and to the services it needs.`,
      'Use another key without such limits only on your server.',
    ],
  }
}

const messages = {
  leak: 'Anyone can read a {provider} key in {file}',
  test: 'A test key of {provider} is readable in {file}',
  post: 'Anyone can post to your {provider} channel: its address is in {file}',
  limit: 'A {provider} key in {file} needs limits on where it works',
  clean: 'No secret key in {pages:page|pages} and {scripts:script|scripts}',
  public:
    'No secret key in {pages:page|pages} and {scripts:script|scripts}; {count:public key is|public keys are} meant to be seen',
  partial: 'No secret key so far, but we could read only {read} of {found:script|scripts}',
  unread: 'No secret key so far, but we could not read {url} completely',
  wall: '{host} refused our checker ({by}), so we could not read its pages',
  nothing: 'We could not read any page of the project',
  none: 'No host of the project serves a page of its own',
} as const

type Speaker = Say<typeof messages>

function sayKey(key: Key, say: Speaker): Finding[] {
  const { rule, places, hit } = key
  const [first] = places
  if (first === undefined || hit.class === 'public') return []
  const { file } = first
  const { provider } = rule
  const at: At = {
    subject: url(file),
    refs: places.slice(0, 10).map((place) => place.ref),
    exhibits: [exhibitOf(key)],
    fix: hit.class === 'restricted' ? limitFix(key) : leakFix(key),
  }
  switch (hit.class) {
    case 'restricted':
      return [say.warn('limit', { provider, file }, { ...at, impact: 'medium' })]
    case 'test':
      return [say.fail('test', { provider, file }, { ...at, impact: 'high' })]
    case 'post-only':
      return [say.fail('post', { provider, file }, at)]
    case 'secret':
      return [say.fail('leak', { provider, file }, at)]
  }
}

/** Whether a script of a page may hold something we have not seen. */
function isUnread(asset: Immutable<WebAsset>): boolean {
  if (asset.kind !== 'script' || asset.chunk) return false
  if (asset.outcome === 'answer') return asset.status === 200 && !asset.html && !asset.searched
  return asset.outcome !== 'failed'
}

function sayUnproven(
  pages: Immutable<WebDocuments>['pages'],
  assets: Immutable<WebAssets>['assets'],
  say: Speaker,
): Finding[] {
  const ofPages = pages.flatMap((page, index) => {
    const at = { subject: url(page.url), refs: [`web.documents#/pages/${index}`] }
    if (page.outcome === 'wall') return [say.unknown('wall', { host: page.host, by: page.wall }, at)]
    const partly = page.outcome === 'unread' || page.outcome === 'not-looked' || page.truncated
    return partly ? [say.unknown('unread', { url: page.finalUrl }, at)] : []
  })
  const nothing = ofPages.length === 0 && pages.every((page) => page.facts === null)
  if (nothing) return [say.unknown('nothing', {}, { subject: project() })]
  const found = assets.filter((asset) => asset.kind === 'script').length
  const missing = assets.filter(isUnread).length
  if (missing === 0) return ofPages
  const at = { subject: project(), refs: ['web.assets#/scriptsFound'] }
  return [...ofPages, say.unknown('partial', { read: found - missing, found }, at)]
}

export default defineCheck({
  id: 'public-bundle-secrets',
  version: 2,
  kind: 'automatic',
  title: 'Pages and scripts contain no secret keys',
  impact: 'blocker',
  why: 'Whoever opens the source of the page can use the key as if they were you.',
  covers: { 'no-secrets-in-public-assets': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { documents: webDocuments, assets: webAssets },
  messages,
  sources: [
    { label: 'Stripe: API keys', url: 'https://docs.stripe.com/keys' },
    { label: 'Supabase: understanding API keys', url: 'https://supabase.com/docs/guides/api/api-keys' },
  ],
  judge({ documents, assets }, say) {
    const { pages } = documents
    if (pages.length === 0) return say.notApplicable('none', {}, { subject: project() })
    const keys = keysOf(placesOf(pages, assets.assets))
    const findings = keys.flatMap((key) => sayKey(key, say))
    if (findings.some((finding) => finding.verdict === 'fail')) return findings
    const open = [...findings, ...sayUnproven(pages, assets.assets, say)]
    if (open.length > 0) return open
    const known = keys.filter((key) => key.hit.class === 'public')
    const counts = {
      pages: pages.filter((page) => page.facts !== null).length,
      scripts: assets.assets.filter((asset) => asset.kind === 'script').length,
    }
    const at = { subject: project(), refs: ['web.assets#/scriptsRead'] }
    return known.length === 0
      ? say.pass('clean', counts, at)
      : say.pass('public', { ...counts, count: known.length }, { ...at, exhibits: known.slice(0, 10).map(exhibitOf) })
  },
})
