import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { project, url } from '../engine/subject'
import { webAssets } from '../evidence/web-assets'
import { type WebDocument, webDocuments } from '../evidence/web-documents'
import { webTwins } from '../evidence/web-twins'
import { defineCheck } from './shared/define'
import { type InsecureLoad, insecureLoads, upgradesInsecure } from './shared/insecure-loads'
import { pageFailureWords } from './shared/web-look'

function secure(address: string): string {
  return address.replace(/^http:/, 'https:')
}

function exhibitOf(loads: readonly InsecureLoad[]): Exhibit {
  return {
    kind: 'table',
    title: 'Plain http addresses',
    columns: ['Address', 'Where', 'Loaded by', 'Over https'],
    rows: loads.map(({ load, file, twin }) => [load.url, `${file}:${load.line}:${load.column}`, load.by, twin]),
  }
}

function fixFor(loads: readonly InsecureLoad[]): Fix {
  const ready = loads.filter((one) => one.twin === 'works')
  const broken = loads.filter((one) => one.twin !== 'works')
  const place = (one: InsecureLoad): string => `${one.file} line ${one.load.line}`
  return {
    effort: broken.length > 0 ? 'M' : 'S',
    steps: [
      ...ready
        .slice(0, 8)
        .map(
          (one) => `In ${place(one)} write ${secure(one.load.url)}: the https version works, just change the scheme.`,
        ),
      ...broken
        .slice(0, 8)
        .map(
          (one) => `In ${place(one)} replace ${one.load.url}: copy the file to your own site or find one with https.`,
        ),
      'If the addresses come from a database or a setting, change them there and deploy again.',
    ],
    snippet: {
      lang: 'html',
      code: loads
        .slice(0, 8)
        .map((one) => `<!-- ${one.load.by} --> ${secure(one.load.url)}`)
        .join('\n'),
    },
  }
}

const messages = {
  clean: '{url} loads everything over https',
  blocked: 'Browsers refuse {count:file|files} of {url}, loaded over http',
  missing: '{count:picture or video of|pictures or videos of} {url} cannot load over https',
  upgraded: '{count:picture or video of|pictures or videos of} {url} still load over http',
  minor: '{count:small file|small files} of {url} load over http',
  policy: 'Only your policy saves {count:file|files} of {url} that load over http',
  untested: 'We could not test the https version of {count:file|files} of {url}',
  base: 'Browsers refuse the files of {url}: its base address is http',
  basePolicy: 'Only your policy saves the files of {url}: its base address is http',
  formSecret: 'Passwords or emails typed on {url} travel unprotected',
  formPolicy: 'Only your policy saves a form of {url} from sending over http',
  form: 'A form on {url} sends its answers over http',
  plain: '{url} itself is not secure, so this cannot be judged',
  wall: '{host} refused our checker ({by}), so we could not see {url}',
  unread: 'We could not read {url} completely',
  failed: '{url} gave no page: {reason}',
  none: 'No host of the project serves a page of its own',
} as const

type Page = Immutable<WebDocument>
type Judging = { page: Page; index: number; found: InsecureLoad[]; say: Say<typeof messages> }

function placeOf({ page, index }: Judging): At {
  return { subject: url(page.url), refs: [`web.documents#/pages/${index}`] }
}

/** What stands between us and the content of a page; undefined when nothing does. */
function sayUnseen(judging: Judging): Finding | undefined {
  const { page, say } = judging
  const at = placeOf(judging)
  const link = page.finalUrl
  if (page.outcome === 'wall') return say.unknown('wall', { host: page.host, by: page.wall, url: link }, at)
  if (page.outcome === 'failed' || page.outcome === 'not-looked')
    return say.unknown('failed', { url: link, reason: pageFailureWords(page) }, at)
  if (!link.startsWith('https:')) return say.unknown('plain', { url: link }, at)
  return page.facts === null ? say.unknown('unread', { url: link }, at) : undefined
}

function sayLoads(judging: Judging): Finding[] {
  const { page, found, say } = judging
  const link = page.finalUrl
  const about = (loads: readonly InsecureLoad[]) => ({
    at: { ...placeOf(judging), exhibits: [exhibitOf(loads)], fix: fixFor(loads) },
    params: { url: link, count: loads.length },
  })
  const upgrades = upgradesInsecure(page)
  const saved = upgrades ? found.filter((one) => one.class !== 'minor' && one.twin === 'works') : []
  const open = found.filter((one) => !saved.includes(one))
  const upgraded = open.filter((one) => one.class === 'upgraded')
  const blocked = open.filter((one) => one.class === 'blocked')
  // The policy turns them into https loads, so only a twin we saw fail is lost.
  const unsure = upgrades ? blocked.filter((one) => one.twin === 'not-looked') : []
  const untested = [...upgraded.filter((one) => one.twin === 'not-looked'), ...unsure]
  const rows = [
    { loads: blocked.filter((one) => !unsure.includes(one)), speak: say.fail, code: 'blocked' },
    { loads: upgraded.filter((one) => one.twin === 'fails'), speak: say.fail, code: 'missing' },
    { loads: upgraded.filter((one) => one.twin === 'works'), speak: say.warn, code: 'upgraded' },
    { loads: untested, speak: say.unknown, code: 'untested' },
    { loads: saved, speak: say.warn, code: 'policy' },
    { loads: open.filter((one) => one.class === 'minor'), speak: say.warn, code: 'minor' },
  ] as const
  return rows
    .filter(({ loads }) => loads.length > 0)
    .map(({ loads, speak, code }) => {
      const { at, params } = about(loads)
      return speak(code, params, code === 'minor' ? { ...at, impact: 'low' } : at)
    })
}

function sayBase(judging: Judging): Finding[] {
  const { page, say } = judging
  const base = page.facts?.base
  if (!base?.startsWith('http:')) return []
  const steps = [`Change the <base> element of ${page.finalUrl} to ${secure(base)}, or remove it.`]
  const at: At = { ...placeOf(judging), fix: { effort: 'S', steps } }
  const params = { url: page.finalUrl }
  return [upgradesInsecure(page) ? say.warn('basePolicy', params, at) : say.fail('base', params, at)]
}

function sayForms(judging: Judging): Finding[] {
  const { page, say } = judging
  const link = page.finalUrl
  const forms = (page.facts?.forms ?? []).filter((form) => form.action.startsWith('http:'))
  return forms.slice(0, 5).map((form) => {
    const steps = [`In ${link} line ${form.line} send the form to ${secure(form.action)}.`]
    const at: At = { ...placeOf(judging), fix: { effort: 'S', steps } }
    if (upgradesInsecure(page)) return say.warn('formPolicy', { url: link }, at)
    return form.sensitive ? say.fail('formSecret', { url: link }, at) : say.warn('form', { url: link }, at)
  })
}

function judgePage(judging: Judging): Finding[] {
  const unseen = sayUnseen(judging)
  if (unseen !== undefined) return [unseen]
  const findings = [...sayBase(judging), ...sayLoads(judging), ...sayForms(judging)]
  if (findings.length > 0) return findings
  const { page, say } = judging
  const at = placeOf(judging)
  const link = page.finalUrl
  const partly = page.truncated || (page.facts?.cut ?? true)
  return partly ? [say.unknown('unread', { url: link }, at)] : [say.pass('clean', { url: link }, at)]
}

export default defineCheck({
  id: 'mixed-content',
  version: 3,
  kind: 'automatic',
  title: 'Secure pages load nothing over http',
  impact: 'high',
  why: 'Browsers silently refuse such files: missing styles, dead buttons, broken payment scripts.',
  covers: { 'no-mixed-content': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { documents: webDocuments, assets: webAssets, twins: webTwins },
  messages,
  sources: [
    { label: 'W3C Mixed Content', url: 'https://www.w3.org/TR/mixed-content/' },
    { label: 'W3C Upgrade Insecure Requests', url: 'https://www.w3.org/TR/upgrade-insecure-requests/' },
  ],
  judge({ documents, assets, twins }, say) {
    const rows = documents.pages.map((page, index) => ({ page, index })).filter(({ page }) => page.outcome !== 'other')
    if (rows.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return rows.flatMap(({ page, index }) => {
      const found = insecureLoads({ page, assets: assets.assets, twins: twins.twins })
      return judgePage({ page, index, found, say })
    })
  },
})
