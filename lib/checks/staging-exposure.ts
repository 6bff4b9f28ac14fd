import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject, project } from '../engine/subject'
import { type StagingCopy, webStaging } from '../evidence/web-staging'
import { defineCheck } from './shared/define'

type Copy = Immutable<StagingCopy>

const SOURCES: Readonly<Record<StagingCopy['source'], string>> = {
  project: 'listed in the project',
  name: 'found by its usual name',
  page: 'named on your pages',
  policy: 'named in your security policy',
  certificate: 'named in your certificate',
  redirect: 'target of a redirect',
  script: 'named in your scripts',
}

function exhibitOf(copy: Copy, production: string): Exhibit {
  return {
    kind: 'table',
    title: `What strangers see of ${copy.host}`,
    columns: ['Question', 'Answer'],
    rows: [
      ['How we know it', SOURCES[copy.source]],
      ['Status', copy.status === null ? 'none' : String(copy.status)],
      ['Title', copy.title],
      [`Same title as ${production}`, copy.sameTitle ? 'yes' : 'no'],
      ['noindex', copy.noindex],
      ['robots.txt forbids everything', copy.disallowed === null ? 'not read' : copy.disallowed ? 'yes' : 'no'],
      ['Production API it calls', copy.productionApis.join(', ') || 'none'],
      [
        'Session cookies it shares',
        copy.sharedCookies.map(([name, domain]) => `${name} for ${domain}`).join(', ') || 'none',
      ],
    ],
  }
}

function closeFix({ host }: Copy, first: readonly string[] = []): Fix {
  return {
    effort: 'M',
    steps: [
      ...first,
      `Put ${host} behind a login or a password, so that only your team opens it.`,
      `Send "X-Robots-Tag: noindex" with every answer of ${host}, and leave its robots.txt open: a page that may not be read keeps its old entry.`,
      'Give it its own cookie names and leave Domain out of its cookies.',
    ],
    variants: [
      {
        provider: 'Vercel',
        steps: [
          'Open Settings, Deployment Protection and switch on Vercel Authentication for previews and custom domains.',
        ],
      },
      {
        provider: 'Netlify',
        steps: ['Open Site configuration, Access and security, and set a password for all non-production deploys.'],
      },
      {
        provider: 'Cloudflare',
        steps: [`Open Zero Trust, Access, Applications, add ${host} and allow only the addresses of your team.`],
      },
      {
        provider: 'nginx',
        steps: ['Make a password file with htpasswd, then add this to the server block and reload.'],
        snippet: {
          lang: 'nginx',
          file: `server block of ${host}`,
          code: 'auth_basic "Staging";\nauth_basic_user_file /etc/nginx/staging.htpasswd;\nadd_header X-Robots-Tag "noindex, nofollow" always;',
        },
      },
    ],
  }
}

const messages = {
  gone: '{host} has no address any more',
  closed: '{host} cannot be reached from outside',
  refused: '{host} asks strangers for a login ({status})',
  away: '{host} sends strangers to {other}',
  shared: 'Testers on {host} work with production: its scripts call {api}',
  cookies: 'Whoever signs in on {host} hands production the same session cookie: {cookie}',
  twin: 'Customers and search engines can end up on {host}: it is open and looks like {production}',
  noindex: '{host} is open to everybody, though search engines leave it out',
  disallow: 'Only robots.txt keeps search engines from {host}, and its address can be listed all the same',
  open: '{host} is open to everybody and to search engines',
  unseen: 'We could not see what {host} shows to strangers: {reason}',
  ask: 'We found no copy for tests; if there is one, add its host to the project',
  none: 'There is no copy for tests, as the profile says',
} as const

const NOT_SEEN = {
  empty: 'its first page does not exist, so what lies behind it stays open',
  wall: 'bot protection refused our checker',
  failed: 'it gave no answer that counts',
  'not-looked': 'we could not look',
} as const

export default defineCheck({
  id: 'staging-exposure',
  version: 2,
  kind: 'automatic',
  title: 'The copy for tests is closed to strangers',
  impact: 'high',
  why: 'Customers and search engines end up on a test system, sign up there and lose what they entered.',
  covers: { 'staging-separated': 'required' },
  dependsOn: ['domain-resolves'],
  ask: {
    id: 'staging-host',
    question:
      'Under which name does your copy for tests run? Add it to the hosts with the role staging, or say that there is none.',
    who: 'developer',
    minutes: 1,
  },
  needs: { staging: webStaging },
  messages,
  sources: [
    {
      label: 'Google, block indexing',
      url: 'https://developers.google.com/search/docs/crawling-indexing/block-indexing',
    },
    { label: 'RFC 9309 (robots.txt)', url: 'https://www.rfc-editor.org/rfc/rfc9309' },
  ],
  judge({ staging: { copies, production } }, say, { target }) {
    if (copies.length === 0) {
      const at = { subject: project(), refs: ['web.staging#/production'] }
      return target.profile.hasStaging === false ? say.notApplicable('none', {}, at) : say.notApplicable('ask', {}, at)
    }
    return copies.flatMap((copy, index): Finding[] => {
      const { host, state, status } = copy
      const at = { subject: hostSubject(host), refs: [`web.staging#/copies/${index}`] }
      if (state === 'gone') return [say.pass('gone', { host }, at)]
      if (state === 'closed') return [say.pass('closed', { host }, at)]
      if (state === 'refused') return [say.pass('refused', { host, status: status ?? 403 }, at)]
      if (state === 'away') return [say.pass('away', { host, other: copy.leadsTo }, at)]
      if (state !== 'public') return [say.unknown('unseen', { host, reason: NOT_SEEN[state] }, at)]
      const seen = { ...at, exhibits: [exhibitOf(copy, production)] }
      const findings: Finding[] = []
      const [api] = copy.productionApis
      if (api !== undefined) {
        const fix = closeFix(copy, [`Point the build of ${host} to an API of its own instead of ${api}.`])
        findings.push(say.fail('shared', { host, api }, { ...seen, fix }))
      }
      const [cookie] = copy.sharedCookies
      if (cookie !== undefined) {
        const fix = closeFix(copy, [`Rename the cookie ${cookie[0]} on ${host} and set it without Domain.`])
        findings.push(say.fail('cookies', { host, cookie: `${cookie[0]} for ${cookie[1]}` }, { ...seen, fix }))
      }
      const weak = { ...seen, fix: closeFix(copy) }
      if (copy.noindex !== 'none') findings.push(say.warn('noindex', { host }, { ...weak, impact: 'low' }))
      else if (copy.disallowed === true) findings.push(say.warn('disallow', { host }, { ...weak, impact: 'medium' }))
      else if (copy.sameTitle || copy.sameContent) findings.push(say.fail('twin', { host, production }, weak))
      else if (!copy.compared)
        findings.push(say.unknown('unseen', { host, reason: 'production showed no page to compare it with' }, seen))
      else findings.push(say.warn('open', { host }, { ...weak, impact: 'medium' }))
      return findings
    })
  },
})
