import type { Exhibit, Fix } from '../engine/finding'
import { project, url } from '../engine/subject'
import { webAssets } from '../evidence/web-assets'
import { webDocuments } from '../evidence/web-documents'
import { webTwins } from '../evidence/web-twins'
import { defineCheck } from './shared/define'
import { type InsecureLoad, insecureLoads } from './shared/insecure-loads'

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

export default defineCheck({
  id: 'mixed-content',
  version: 1,
  kind: 'automatic',
  title: 'Secure pages load nothing over http',
  impact: 'high',
  why: 'Browsers silently refuse such files: missing styles, dead buttons, broken payment scripts.',
  covers: { 'no-mixed-content': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { documents: webDocuments, assets: webAssets, twins: webTwins },
  messages: {
    clean: '{url} loads everything over https',
    blocked: 'Browsers refuse {count} files of {url}: they load over http',
    missing: '{count} pictures or media of {url} do not show: they exist over http only',
    upgraded: '{count} pictures or media of {url} still point to http',
    minor: '{count} small files of {url} point to http',
    policy: '{count} files of {url} point to http; only your policy saves them',
    untested: 'We could not test the https version of {count} files of {url}',
    base: 'Browsers refuse the files of {url}: its base address is http',
    formSecret: 'Passwords or emails typed on {url} travel unprotected',
    form: 'A form on {url} sends its answers over http',
    plain: '{url} itself is not secure, so this cannot be judged',
    wall: '{host} refused our checker ({by}), so we could not see {url}',
    unread: 'We could not read {url} completely',
    failed: '{url} gave no page: {reason}',
    none: 'No host of the project serves a page of its own',
  },
  sources: [
    { label: 'W3C Mixed Content', url: 'https://www.w3.org/TR/mixed-content/' },
    { label: 'W3C Upgrade Insecure Requests', url: 'https://www.w3.org/TR/upgrade-insecure-requests/' },
  ],
  judge({ documents, assets, twins }, say) {
    const rows = documents.pages.map((page, index) => ({ page, index })).filter(({ page }) => page.outcome !== 'other')
    if (rows.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return rows.flatMap(({ page, index }) => {
      const link = page.finalUrl
      const at = { subject: url(page.url), refs: [`web.documents#/pages/${index}`] }
      if (page.outcome === 'wall') return [say.unknown('wall', { host: page.host, by: page.wall, url: link }, at)]
      if (page.outcome === 'failed' || page.outcome === 'not-looked')
        return [say.unknown('failed', { url: link, reason: page.error?.code ?? 'our time was up' }, at)]
      if (!link.startsWith('https:')) return [say.unknown('plain', { url: link }, at)]
      const { facts } = page
      if (facts === null) return [say.unknown('unread', { url: link }, at)]

      const found = insecureLoads({ page, assets: assets.assets, twins: twins.twins })
      const upgrades = page.upgradesInsecure || facts.upgradesInsecure
      const saved = upgrades ? found.filter((one) => one.class !== 'minor' && one.twin === 'works') : []
      const open = found.filter((one) => !saved.includes(one))
      const blocked = open.filter((one) => one.class === 'blocked')
      const upgraded = open.filter((one) => one.class === 'upgraded')
      const findings = []
      const about = (loads: readonly InsecureLoad[]) => ({
        ...at,
        exhibits: [exhibitOf(loads)],
        fix: fixFor(loads),
      })
      if (facts.base?.startsWith('http:')) {
        const steps = [`Change the <base> element of ${link} to ${secure(facts.base)}, or remove it.`]
        findings.push(say.fail('base', { url: link }, { ...at, fix: { effort: 'S', steps } }))
      }
      if (blocked.length > 0) findings.push(say.fail('blocked', { url: link, count: blocked.length }, about(blocked)))
      const missing = upgraded.filter((one) => one.twin === 'fails')
      if (missing.length > 0) findings.push(say.fail('missing', { url: link, count: missing.length }, about(missing)))
      const fine = upgraded.filter((one) => one.twin === 'works')
      if (fine.length > 0) findings.push(say.warn('upgraded', { url: link, count: fine.length }, about(fine)))
      const untested = upgraded.filter((one) => one.twin === 'not-looked')
      if (untested.length > 0)
        findings.push(say.unknown('untested', { url: link, count: untested.length }, about(untested)))
      if (saved.length > 0) findings.push(say.warn('policy', { url: link, count: saved.length }, about(saved)))
      const minor = open.filter((one) => one.class === 'minor')
      if (minor.length > 0)
        findings.push(say.warn('minor', { url: link, count: minor.length }, { ...about(minor), impact: 'low' }))

      const forms = facts.forms.filter((form) => form.action.startsWith('http:'))
      for (const form of forms.slice(0, 5)) {
        const steps = [`In ${link} line ${form.line} send the form to ${secure(form.action)}.`]
        const place = { ...at, fix: { effort: 'S' as const, steps } }
        findings.push(
          form.sensitive ? say.fail('formSecret', { url: link }, place) : say.warn('form', { url: link }, place),
        )
      }
      if (findings.length > 0) return findings
      return page.truncated || facts.cut
        ? [say.unknown('unread', { url: link }, at)]
        : [say.pass('clean', { url: link }, at)]
    })
  },
})
