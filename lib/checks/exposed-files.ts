import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { host as hostSubject, project, url } from '../engine/subject'
import { webDocuments } from '../evidence/web-documents'
import { type ExposureHost, type ExposureLook, webExposure } from '../evidence/web-exposure'
import { defineCheck } from './shared/define'
import { denyHiddenFiles, exposureExhibit } from './shared/exposure/exhibit'
import { tellExposure } from './shared/exposure/told'

function fixFor(host: Immutable<ExposureHost>, look: Immutable<ExposureLook>): Fix {
  const grave = look.level === 'blocker' || look.level === 'high'
  const hidden = look.path.split('/').some((part) => part.startsWith('.'))
  return {
    effort: grave ? 'M' : 'S',
    steps: [
      `Delete ${look.path} from what ${host.host} serves. Do not only rename it: names like this are guessed all day.`,
      `Open ${host.origin}${look.path} yourself: it must answer 404. Purge the CDN if it still shows.`,
      ...(grave ? [`Assume that it was downloaded: replace every password and key in the ${look.what}.`] : []),
      'Keep such files out of the build output, so that the next deploy does not bring them back.',
    ],
    ...(hidden ? { variants: denyHiddenFiles() } : {}),
  }
}

export default defineCheck({
  id: 'exposed-files',
  version: 2,
  kind: 'automatic',
  title: 'Backups, dumps, keys and settings are not public',
  impact: 'blocker',
  why: 'A forgotten backup or key file hands your data to whoever tries the usual names.',
  covers: { 'env-file-not-exposed': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { exposure: webExposure, documents: outcomeOf(webDocuments) },
  messages: {
    exposed: 'Anyone can download the {what} at {url}',
    informative: '{url} tells strangers how your site is built',
    linked: 'Your own page links to {url}, so it is meant to be public',
    decoy: '{host} answers every name with the same file, so {path} proves nothing',
    clear: '{host} serves no private file at {count:usual path|usual paths}',
    redirects: '{host} sends every request elsewhere',
    wall: '{host} refused our checker: {reason}',
    unreachable: '{host} gives no page that could be checked: {reason}',
    'not-looked': 'We could look at only {count} of {planned:path|paths} on {host}',
    none: 'The project has no web host with an address',
  },
  sources: [
    {
      label: 'OWASP Web Security Testing Guide, review of old and unreferenced files',
      url: 'https://owasp.org/www-project-web-security-testing-guide/',
    },
  ],
  judge({ exposure, documents }, say) {
    if (exposure.hosts.length === 0) return say.notApplicable('none', {}, { subject: project() })
    const pages = documents.status === 'ok' ? documents.value.pages : []
    const linked = new Set(pages.flatMap((page) => page.facts?.links ?? []))
    return exposure.hosts.flatMap((row, index): Finding[] => {
      const { host } = row
      const at = { subject: hostSubject(host), refs: [`web.exposure#/hosts/${index}`] }
      const linkOf = ({ path }: { path: string }): string => `${row.origin}${path}`
      const placeOf = ({ look, index: place }: { look: Immutable<ExposureLook>; index: number }) => ({
        subject: url(linkOf(look)),
        refs: [`web.exposure#/hosts/${index}/looks/${place}`],
        exhibits: [exposureExhibit(row, look)],
      })
      const offered = row.looks
        .map((look, place) => ({ look, index: place }))
        .filter(({ look }) => look.group === 'files' && look.outcome === 'exposed' && linked.has(linkOf(look)))
      const told = offered.map((one) => say.notApplicable('linked', { url: linkOf(one.look) }, placeOf(one)))
      // What a page offers says nothing about the other paths.
      const story = tellExposure(row, 'files', new Set(offered.map(({ look }) => look.path)))
      if (story.kind === 'found') {
        const open = story.looks.map((one) => {
          const { look } = one
          const found = { ...placeOf(one), impact: look.level ?? ('low' as const), fix: fixFor(row, look) }
          return look.level === 'blocker' || look.level === 'high'
            ? say.fail('exposed', { what: look.what, url: linkOf(look) }, found)
            : say.warn('informative', { url: linkOf(look) }, found)
        })
        return [...told, ...open]
      }
      if (story.kind === 'decoy') return [...told, say.unknown('decoy', { host, path: story.look.path }, at)]
      if (story.kind === 'clear') return [...told, say.pass('clear', { host, count: story.count }, at)]
      if (story.kind === 'redirects') return [...told, say.pass('redirects', { host }, at)]
      if (story.kind === 'wall') return [...told, say.unknown('wall', { host, reason: row.reason }, at)]
      if (story.kind === 'unreachable') return [...told, say.unknown('unreachable', { host, reason: row.reason }, at)]
      return [...told, say.unknown('not-looked', { host, count: story.count, planned: story.planned }, at)]
    })
  },
})
