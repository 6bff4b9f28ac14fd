import type { Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject, project, url } from '../engine/subject'
import { type ExposureHost, type ExposureLook, webExposure } from '../evidence/web-exposure'
import { defineCheck } from './shared/define'
import { denyHiddenFiles, exposureExhibit } from './shared/exposure/exhibit'
import { tellExposure } from './shared/exposure/told'

function fixFor(host: Immutable<ExposureHost>, look: Immutable<ExposureLook>): Fix {
  const secrets = look.level === 'blocker'
  return {
    effort: secrets ? 'M' : 'S',
    steps: [
      `Remove ${look.path} from the folder that ${host.host} serves, or let the server refuse it (see the tabs).`,
      `Open ${host.origin}${look.path} yourself: it must answer 404 or 403. Purge the CDN if it still shows.`,
      ...(secrets
        ? [
            `Then replace every secret in it, in this order: ${look.names.join(', ')}. Assume that all of them were read.`,
            'Keep variables in the settings of your host from now on, not in a file beside the site.',
          ]
        : []),
    ],
    variants: denyHiddenFiles(),
  }
}

export default defineCheck({
  id: 'exposed-env',
  version: 1,
  kind: 'automatic',
  title: 'Environment files are not public',
  impact: 'blocker',
  why: 'An environment file on the web gives anyone your database password and API keys.',
  covers: { 'env-file-not-exposed': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { exposure: webExposure },
  messages: {
    secrets: 'Anyone can read the secrets in {url}',
    'public-names': 'Anyone can read {url}; it holds no secret',
    decoy: '{host} answers every hidden name with the same file, so {path} proves nothing',
    clear: '{host} serves no environment file at {count:usual path|usual paths}',
    redirects: '{host} sends every request elsewhere, environment files included',
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
  judge({ exposure }, say) {
    if (exposure.hosts.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return exposure.hosts.flatMap((row, index) => {
      const host = row.host
      const at = { subject: hostSubject(host), refs: [`web.exposure#/hosts/${index}`] }
      const story = tellExposure(row, 'env')
      if (story.kind === 'found') {
        return story.looks.map(({ look, index: place }) => {
          const link = `${row.origin}${look.path}`
          const found = {
            subject: url(link),
            refs: [`web.exposure#/hosts/${index}/looks/${place}`],
            exhibits: [exposureExhibit(row, look)],
            fix: fixFor(row, look),
          }
          return look.level === 'blocker'
            ? say.fail('secrets', { url: link }, found)
            : say.warn('public-names', { url: link }, { ...found, impact: 'medium' })
        })
      }
      if (story.kind === 'decoy') return [say.unknown('decoy', { host, path: story.look.path }, at)]
      if (story.kind === 'clear') return [say.pass('clear', { host, count: story.count }, at)]
      if (story.kind === 'redirects') return [say.pass('redirects', { host }, at)]
      if (story.kind === 'wall') return [say.unknown('wall', { host, reason: row.reason }, at)]
      if (story.kind === 'unreachable') return [say.unknown('unreachable', { host, reason: row.reason }, at)]
      return [say.unknown('not-looked', { host, count: story.count, planned: story.planned }, at)]
    })
  },
})
