import type { Finding, Fix } from '../engine/finding'
import { host as hostSubject, project, url } from '../engine/subject'
import { webExposure } from '../evidence/web-exposure'
import { defineCheck } from './shared/define'
import { tellExposure } from './shared/exposure/told'

function fixFor(host: string, path: string, secret: boolean): Fix {
  return {
    effort: secret ? 'M' : 'S',
    steps: [
      `Switch off the listing of ${path} on ${host} (see the tabs).`,
      `Open https://${host}${path} yourself: it must answer 403 or 404.`,
      ...(secret
        ? ['Move the private files out of the web root and assume that they were downloaded: replace what is in them.']
        : ['If the list is meant to be public, accept the risk with that reason.']),
    ],
    variants: [
      {
        provider: 'nginx',
        steps: ['Set this in the server block and reload.'],
        snippet: { lang: 'nginx', file: 'server block', code: 'autoindex off;' },
      },
      {
        provider: 'Apache',
        steps: ['Set this for the folder.'],
        snippet: { lang: 'apache', file: '.htaccess', code: 'Options -Indexes' },
      },
      {
        provider: 'Caddy',
        steps: ['Leave the word browse out of file_server and reload.'],
        snippet: { lang: 'caddy', file: 'Caddyfile', code: `${host} {\n  file_server\n}` },
      },
      {
        provider: 'Amazon S3',
        steps: ['Take s3:ListBucket for everyone out of the bucket policy; visitors need s3:GetObject only.'],
        snippet: {
          lang: 'json',
          code: '{ "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::YOUR-BUCKET/*" }',
        },
      },
      {
        provider: 'Azure Blob Storage',
        steps: ['Set the access level of the container to "Blob", not to "Container".'],
      },
    ],
  }
}

export default defineCheck({
  id: 'directory-listing',
  version: 2,
  kind: 'automatic',
  title: 'Folders do not list their files',
  impact: 'medium',
  why: 'A list of files shows strangers what you forgot there: backups, exports, logs.',
  covers: { 'env-file-not-exposed': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { exposure: webExposure },
  messages: {
    private: 'Anyone can see and open private files in {url}',
    bucket: 'Anyone can list every file of the storage behind {url}',
    listed: 'Anyone can see which files lie in {url}',
    decoy: '{host} answers every name with the same list, so {path} proves nothing',
    clear: '{host} lists the files of no folder we know',
    redirects: '{host} sends every request elsewhere',
    wall: '{host} refused our checker: {reason}',
    unreachable: '{host} gives no page that could be checked: {reason}',
    'not-looked': 'We could look at only {count} of {planned:folder|folders} on {host}',
    none: 'The project has no web host with an address',
  },
  sources: [
    {
      label: 'OWASP Web Security Testing Guide, backup and unreferenced files',
      url: 'https://owasp.org/www-project-web-security-testing-guide/',
    },
  ],
  judge({ exposure }, say) {
    if (exposure.hosts.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return exposure.hosts.flatMap((row, index): Finding[] => {
      const { host } = row
      const at = { subject: hostSubject(host), refs: [`web.exposure#/hosts/${index}`] }
      const story = tellExposure(row, 'listing')
      if (story.kind === 'found') {
        return story.looks.map(({ look, index: place }) => {
          const link = `${row.origin}${look.path}`
          const secret = look.level === 'high'
          const found = {
            subject: url(link),
            refs: [`web.exposure#/hosts/${index}/looks/${place}`],
            exhibits: [
              {
                kind: 'table' as const,
                title:
                  secret && look.note !== 'bucket' ? `Private-looking names in ${look.path}` : `Names in ${look.path}`,
                columns: ['File'],
                rows: look.names.map((name) => [name]),
              },
            ],
            fix: fixFor(host, look.path, secret),
          }
          if (look.note === 'bucket') return say.fail('bucket', { url: link }, found)
          return secret ? say.fail('private', { url: link }, found) : say.warn('listed', { url: link }, found)
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
