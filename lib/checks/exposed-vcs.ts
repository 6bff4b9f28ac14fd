import type { Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject, project, url } from '../engine/subject'
import { type ExposureHost, type ExposureLook, webExposure } from '../evidence/web-exposure'
import { defineCheck } from './shared/define'
import { denyHiddenFiles, exposureExhibit } from './shared/exposure/exhibit'
import { tellExposure } from './shared/exposure/told'

function fixFor(host: Immutable<ExposureHost>, look: Immutable<ExposureLook>): Fix {
  const folder = look.path.split('/')[1] ?? '.git'
  return {
    effort: 'M',
    steps: [
      `Let ${host.host} refuse the folder ${folder} (see the tabs). A refused folder with readable files is not enough: test a file.`,
      `Deploy without ${folder}: copy the build output instead of checking out the repository on the server.`,
      `Open ${host.origin}${look.path} yourself: it must answer 404 or 403.`,
      ...(look.note === 'credentials-in-remote'
        ? ['The remote address in it contains a login: replace that token first.']
        : []),
      'Replace every secret that was ever committed, even where it was deleted later: the history is in that folder.',
    ],
    variants: denyHiddenFiles(),
  }
}

export default defineCheck({
  id: 'exposed-vcs',
  version: 1,
  kind: 'automatic',
  title: 'The source repository is not public',
  impact: 'blocker',
  why: 'With the repository folder on the web, anyone can download the complete source code and its history.',
  covers: { 'env-file-not-exposed': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { exposure: webExposure },
  messages: {
    exposed: 'Anyone can download the source code of {host}',
    credentials: 'Anyone can read the code of {host} and the login to its repository',
    decoy: '{host} answers every hidden name with the same file, so {path} proves nothing',
    clear: '{host} serves no repository folder',
    redirects: '{host} sends every request elsewhere, repository folders included',
    wall: '{host} refused our checker: {reason}',
    unreachable: '{host} gives no page that could be checked: {reason}',
    'not-looked': 'We could look at only {count} of {planned:path|paths} on {host}',
    none: 'The project has no web host with an address',
  },
  sources: [{ label: 'Git: layout of a repository', url: 'https://git-scm.com/docs/gitrepository-layout' }],
  judge({ exposure }, say) {
    if (exposure.hosts.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return exposure.hosts.flatMap((row, index) => {
      const host = row.host
      const at = { subject: hostSubject(host), refs: [`web.exposure#/hosts/${index}`] }
      const story = tellExposure(row, 'vcs')
      if (story.kind === 'found') {
        return story.looks.map(({ look, index: place }) => {
          const found = {
            subject: url(`${row.origin}${look.path}`),
            refs: [`web.exposure#/hosts/${index}/looks/${place}`],
            exhibits: [exposureExhibit(row, look)],
            fix: fixFor(row, look),
          }
          return look.note === 'credentials-in-remote'
            ? say.fail('credentials', { host }, found)
            : say.fail('exposed', { host }, found)
        })
      }
      if (story.kind === 'decoy') return [say.unknown('decoy', { host, path: story.look.path }, at)]
      if (story.kind === 'clear') return [say.pass('clear', { host }, at)]
      if (story.kind === 'redirects') return [say.pass('redirects', { host }, at)]
      if (story.kind === 'wall') return [say.unknown('wall', { host, reason: row.reason }, at)]
      if (story.kind === 'unreachable') return [say.unknown('unreachable', { host, reason: row.reason }, at)]
      return [say.unknown('not-looked', { host, count: story.count, planned: story.planned }, at)]
    })
  },
})
