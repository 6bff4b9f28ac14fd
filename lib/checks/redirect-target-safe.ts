import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { ifPresent } from '../engine/need'
import { host as hostSubject, project, url as urlSubject } from '../engine/subject'
import type { Target } from '../engine/target'
import { type WebEntry, webEntry } from '../evidence/web-entry'
import { type WebUrls, webUrls } from '../evidence/web-urls'
import { defineCheck } from './shared/define'
import { isStagingHost, ownRedirects, type RedirectTarget } from './shared/redirect-target'
import { hostOfUrl, plainHost } from './shared/web-hosts'
import { type Chain, chainRefusal, chainTable, failureWords, stateWords } from './shared/web-look'

type Look = { chain: Chain; ref: string }
type Evidence = { entry: Immutable<WebEntry>; urls: Immutable<WebUrls> | undefined }

function looksOf({ entry, urls }: Evidence, target: Target): Look[] {
  const ofHosts = entry.hosts.flatMap(({ host, http, https }, index): Look[] =>
    isStagingHost(target, host)
      ? []
      : [
          ...(https === null ? [] : [{ chain: https, ref: `web.entry#/hosts/${index}/https` }]),
          ...(http === null ? [] : [{ chain: http, ref: `web.entry#/hosts/${index}/http` }]),
        ],
  )
  const ofUrls = (urls?.urls ?? []).flatMap(({ chain }, index): Look[] =>
    chain === null ? [] : [{ chain, ref: `web.urls#/urls/${index}/chain` }],
  )
  return [...ofHosts, ...ofUrls]
}

function rightAddress(start: string, target: Target): string {
  const path = URL.parse(start)?.pathname ?? '/'
  const from = hostOfUrl(start)
  const host = from === '' ? plainHost(target.canonicalHost ?? target.domain) : from
  return `https://${host}${path === '/' ? '' : path}`
}

function originOf(text: string): string {
  return URL.parse(text)?.origin ?? text
}

function settingFix(start: string, to: string, target: Target): Fix {
  const right = originOf(rightAddress(start, target))
  const wrong = originOf(to)
  const set = (line: string) => ({ lang: 'sh', file: 'environment of production', code: line })
  return {
    effort: 'S',
    steps: [
      `Search the settings of production and the code for ${wrong}, and write ${right} instead.`,
      'Deploy again: many frameworks read this address when they are built.',
      `Open ${start} in a private window and see where it ends.`,
    ],
    variants: [
      {
        provider: 'Cloudflare',
        steps: [`Open Rules, Redirect Rules and Page Rules, and change every target ${wrong} to ${right}.`],
      },
      {
        provider: 'Vercel',
        steps: ['Open Settings, Environment Variables, change these for Production and redeploy.'],
        snippet: set(`NEXTAUTH_URL=${right}\nAUTH_URL=${right}\nNEXT_PUBLIC_SITE_URL=${right}`),
      },
      {
        provider: 'Netlify',
        steps: [
          `Change the variables in Site configuration, and the targets in _redirects and netlify.toml, then deploy.`,
        ],
        snippet: set(`SITE_URL=${right}`),
      },
      {
        provider: 'nginx',
        steps: ['Change the redirect and tell the application behind it the address visitors see, then reload.'],
        snippet: {
          lang: 'nginx',
          code: `proxy_set_header Host $host;\nproxy_set_header X-Forwarded-Proto https;\nport_in_redirect off;\nabsolute_redirect off;`,
        },
      },
      {
        provider: 'Next.js',
        steps: ['Set these for the production build and at run time.'],
        snippet: set(`NEXTAUTH_URL=${right}\nAUTH_URL=${right}`),
      },
      {
        provider: 'Express',
        steps: ['Trust the proxy in front and build addresses from one setting.'],
        snippet: { lang: 'ts', code: `app.set('trust proxy', 1)\nconst SITE_URL = '${right}'` },
      },
      {
        provider: 'Rails',
        steps: ['Set the address of production.'],
        snippet: {
          lang: 'ruby',
          file: 'config/environments/production.rb',
          code: `config.force_ssl = true\nconfig.action_controller.default_url_options = { host: '${hostOfUrl(right)}', protocol: 'https' }`,
        },
      },
      {
        provider: 'Django',
        steps: ['Set the address of production and read the scheme from the proxy in front.'],
        snippet: {
          lang: 'python',
          file: 'settings.py',
          code: `ALLOWED_HOSTS = ["${hostOfUrl(right)}"]\nSECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")\nLOGIN_REDIRECT_URL = "/"`,
        },
      },
      {
        provider: 'WordPress',
        steps: ['Set both addresses under Settings, General, or in wp-config.php.'],
        snippet: {
          lang: 'php',
          file: 'wp-config.php',
          code: `define('WP_HOME', '${right}');\ndefine('WP_SITEURL', '${right}');`,
        },
      },
    ],
  }
}

const messages = {
  ok: 'Redirects of {host} stay on your own addresses',
  local: 'Visitors of {start} are sent to {to}, which only exists inside',
  address: 'Visitors of {start} are sent to the bare address {to}',
  staging: 'Visitors of {start} are sent to the test site {to}',
  port: 'Visitors of {start} are sent to the unusual port of {to}',
  downgrade: 'Visitors of {start} are sent back to unprotected http: {to}',
  gone: 'Visitors of {start} are sent to {to}, a name that does not exist',
  unregistered: 'Visitors of {start} are sent to {to}, which the project does not name',
  unseen: 'We could not follow the redirects of {host}: {reason}',
  none: 'The project has no web host with an address',
} as const

const FAILING: readonly Exclude<RedirectTarget, 'ok' | 'unregistered'>[] = [
  'local',
  'address',
  'staging',
  'port',
  'downgrade',
  'gone',
]

export default defineCheck({
  id: 'redirect-target-safe',
  version: 1,
  kind: 'automatic',
  title: 'Redirects stay on your domains',
  impact: 'high',
  why: 'A redirect to a test address or a machine of your own leaves real visitors in front of a broken page.',
  covers: { 'redirects-loop-free': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { entry: webEntry, urls: ifPresent(webUrls) },
  messages,
  sources: [{ label: 'RFC 9110 section 10.2.2', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.2' }],
  judge({ entry, urls }, say, { target }) {
    const rows = entry.hosts.filter(({ state }) => state !== 'no-address')
    if (rows.length === 0) return say.notApplicable('none', {}, { subject: project() })
    const found = new Map<string, Finding>()
    const bad = new Set<string>()
    for (const { chain, ref } of looksOf({ entry, urls }, target)) {
      for (const { hop, to, verdict } of ownRedirects(chain, target)) {
        if (verdict === 'ok') continue
        const key = `${verdict} ${hostOfUrl(hop.url)} ${originOf(to)}`
        bad.add(hostOfUrl(chain.start))
        if (found.has(key)) continue
        const params = { start: chain.start, to: originOf(to) }
        const at = {
          subject: urlSubject(chain.start),
          refs: [ref],
          exhibits: [chainTable(chain)],
          fix: settingFix(chain.start, to, target),
        }
        const failing = FAILING.find((code) => code === verdict)
        if (failing !== undefined) found.set(key, say.fail(failing, params, at))
        else found.set(key, say.warn('unregistered', params, { ...at, fix: registerFix(to), impact: 'medium' }))
      }
    }
    const hosts = entry.hosts.flatMap(({ host, state, http, https }, index): Finding[] => {
      if (state === 'no-address' || bad.has(host) || isStagingHost(target, host)) return []
      const at = { subject: hostSubject(host), refs: [`web.entry#/hosts/${index}`] }
      if (state !== 'ok') return [say.unknown('unseen', { host, reason: stateWords(state) }, at)]
      const refusal = [https, http].map(chainRefusal).find((sign) => sign !== null)
      if (refusal !== undefined)
        return [say.unknown('unseen', { host, reason: `it refused our checker (${refusal})` }, at)]
      const broken = [https, http].flatMap((chain) => chain?.hops ?? []).find(({ status }) => (status ?? 0) >= 500)
      if (broken !== undefined)
        return [say.unknown('unseen', { host, reason: `it answers ${broken.status ?? 'nothing'}` }, at)]
      const seen = [https, http].some((chain) => chain?.hops.some((hop) => hop.status !== null))
      if (!seen) return [say.unknown('unseen', { host, reason: failureWords(https?.error ?? http?.error ?? null) }, at)]
      return [say.pass('ok', { host }, at)]
    })
    return [...found.values(), ...hosts]
  },
})

function registerFix(to: string): Fix {
  const host = hostOfUrl(to)
  return {
    effort: 'S',
    steps: [
      `Add ${host} to the hosts of this project if it is yours, so that it is checked too.`,
      'If it belongs to a partner, make sure that you want to send every visitor there.',
      'If nobody knows it, remove the redirect at once.',
    ],
  }
}
