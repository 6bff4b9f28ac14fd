import type { Finding } from '../engine/finding'
import { host as hostSubject, project, url } from '../engine/subject'
import { webExposure } from '../evidence/web-exposure'
import { defineCheck } from './shared/define'
import { closePageFix } from './shared/exposure/debug-fixes'
import { exposureExhibit } from './shared/exposure/exhibit'
import { answeredEnough, tellExposure } from './shared/exposure/told'

export default defineCheck({
  id: 'debug-endpoints',
  version: 2,
  kind: 'automatic',
  title: 'Debug, metrics and administration pages are not public',
  impact: 'blocker',
  why: 'Pages made for developers hand strangers your settings, your memory or a console on your server.',
  covers: { 'env-file-not-exposed': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { exposure: webExposure },
  messages: {
    open: 'Anyone can open the {what} at {url}',
    told: 'Strangers can read the {what} at {url}',
    login: 'The {what} at {url} is open to password guessing',
    docs: '{host} publishes a description of its API at {path}, which is fine if it is meant to be read',
    decoy: '{host} answers every name with the same page, so {path} proves nothing',
    clear: '{host} shows no debug or administration page at the usual paths',
    irrelevant: 'No debug page we know belongs to what {host} runs',
    redirects: '{host} sends every request elsewhere',
    wall: '{host} refused our checker: {reason}',
    unreachable: '{host} gives no page that could be checked: {reason}',
    'not-looked': 'We could look at only {count} of {planned:path|paths} on {host}',
    none: 'The project has no web host with an address',
  },
  sources: [
    {
      label: 'Spring Boot, actuator endpoints',
      url: 'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html',
    },
    { label: 'OWASP API Security Top 10', url: 'https://owasp.org/www-project-api-security/' },
  ],
  judge({ exposure }, say) {
    if (exposure.hosts.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return exposure.hosts.flatMap((row, index): Finding[] => {
      const { host } = row
      const at = { subject: hostSubject(host), refs: [`web.exposure#/hosts/${index}`] }
      const story = tellExposure(row, 'debug')
      if (story.kind === 'found') {
        const findings = story.looks.map(({ look, index: place }) => {
          const link = `${row.origin}${look.path}`
          const found = {
            subject: url(link),
            refs: [`web.exposure#/hosts/${index}/looks/${place}`],
            exhibits: [exposureExhibit(row, look)],
          }
          const { what, level, note, path } = look
          if (level === 'low' || level === null) return say.pass('docs', { host, path }, found)
          const weak = { ...found, fix: closePageFix({ host, path, note }) }
          if (note.endsWith('-login')) return say.warn('login', { what, url: link }, { ...weak, impact: 'high' })
          if (level === 'medium') return say.warn('told', { what, url: link }, { ...weak, impact: 'high' })
          return say.fail('open', { what, url: link }, { ...weak, impact: level })
        })
        // A description of the API says nothing about the paths that gave no answer.
        if (answeredEnough(row, 'debug') || findings.some(({ verdict }) => verdict !== 'pass')) return findings
        const counts = { host, count: row.answered.debug, planned: row.planned.debug }
        return [...findings, say.unknown('not-looked', counts, at)]
      }
      if (story.kind === 'decoy') return [say.unknown('decoy', { host, path: story.look.path }, at)]
      if (story.kind === 'redirects') return [say.pass('redirects', { host }, at)]
      if (story.kind === 'wall') return [say.unknown('wall', { host, reason: row.reason }, at)]
      if (story.kind === 'unreachable') return [say.unknown('unreachable', { host, reason: row.reason }, at)]
      if (story.kind === 'not-looked')
        return [say.unknown('not-looked', { host, count: story.count, planned: story.planned }, at)]
      return row.planned.debug === 0
        ? [say.notApplicable('irrelevant', { host }, at)]
        : [say.pass('clear', { host }, at)]
    })
  },
})
