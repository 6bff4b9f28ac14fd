import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject, project } from '../engine/subject'
import { type WebEntry, webEntry } from '../evidence/web-entry'
import { type WebHeads, webHeads } from '../evidence/web-heads'
import { defineCheck } from './shared/define'
import { type Banner, readBanner } from './shared/product-banner'
import { hostOfUrl, isOwnHost } from './shared/web-hosts'

const NAMES = new Set(['server', 'x-powered-by', 'x-aspnet-version', 'x-aspnetmvc-version', 'x-generator'])

/** Errors of the server may come from whatever stands in front of it. */
const FAILING = 500

type Answer = { host: string; url: string; headers: readonly (readonly string[])[]; generator: string; ref: string }
type Evidence = { entry: Immutable<WebEntry>; heads: Immutable<WebHeads> }

function answersOf({ entry, heads }: Evidence): Answer[] {
  const ofHosts = entry.hosts.flatMap(({ https, http }, index) =>
    [https, http].flatMap((chain, place) =>
      (chain?.hops ?? []).flatMap(({ url, status, wall, headers }): Answer[] =>
        status === null || status >= FAILING || wall !== null
          ? []
          : [
              {
                host: hostOfUrl(url),
                url,
                headers,
                generator: '',
                ref: `web.entry#/hosts/${index}/${place === 0 ? 'https' : 'http'}`,
              },
            ],
      ),
    ),
  )
  const ofPages = heads.pages.flatMap(({ host, url, outcome, status, headers, facts }, index): Answer[] =>
    outcome === 'answer' && (status ?? FAILING) < FAILING
      ? [{ host, url, headers, generator: facts?.generator ?? '', ref: `web.heads#/pages/${index}` }]
      : [],
  )
  return [...ofHosts, ...ofPages]
}

/** Hosts of which some answer was an error of the server or cut off: what they show then is not what they show. */
function unsteadyHosts({ entry, heads }: Evidence): Set<string> {
  const ofHosts = entry.hosts.flatMap(({ https, http }) =>
    [https, http]
      .flatMap((chain) => chain?.hops ?? [])
      .filter(({ status, error }) => (status ?? 0) >= FAILING || /^(?:TIMEOUT|ECONNRESET)$/.test(error?.code ?? ''))
      .map(({ url }) => hostOfUrl(url)),
  )
  const ofPages = heads.pages.filter(({ outcome, status }) => outcome === 'failed' || (status ?? 0) >= FAILING)
  return new Set([...ofHosts, ...ofPages.map(({ host }) => host)])
}

type Shown = { field: string; value: string; banner: Banner; answer: Answer }

function shownIn(answer: Answer): Shown[] {
  const fields = answer.headers
    .map(([name = '', value = '']): [string, string] => [name, value])
    .filter(([name]) => NAMES.has(name.toLowerCase()))
  const all: [string, string][] = answer.generator === '' ? fields : [...fields, ['meta generator', answer.generator]]
  return all.flatMap(([field, value]) => {
    const text = /aspnet/i.test(field) ? `ASP.NET/${value}` : value
    return readBanner(text).map((banner) => ({ field, value, banner, answer }))
  })
}

function fixFor(host: string, { product }: Banner): Fix {
  return {
    effort: 'S',
    steps: [
      `Turn off the version in the headers of ${host}.`,
      `Keep ${product} up to date all the same: hiding a version repairs nothing.`,
    ],
    snippet: { lang: 'nginx', code: 'server_tokens off;' },
    variants: [
      {
        provider: 'nginx',
        steps: ['Put the line into the http block and reload.'],
        snippet: { lang: 'nginx', code: 'server_tokens off;' },
      },
      {
        provider: 'Apache',
        steps: ['Put the lines into the main configuration and reload.'],
        snippet: { lang: 'apache', code: 'ServerTokens Prod\nServerSignature Off' },
      },
      {
        provider: 'PHP',
        steps: ['Set this in php.ini and restart.'],
        snippet: { lang: 'ini', file: 'php.ini', code: 'expose_php = Off' },
      },
      {
        provider: 'Next.js',
        steps: ['Set this and deploy.'],
        snippet: { lang: 'ts', file: 'next.config.ts', code: 'poweredByHeader: false,' },
      },
      {
        provider: 'Express',
        steps: ['Set this before your routes.'],
        snippet: { lang: 'ts', code: "app.disable('x-powered-by')" },
      },
      {
        provider: 'ASP.NET, IIS',
        steps: ['Put this into web.config.'],
        snippet: {
          lang: 'xml',
          file: 'web.config',
          code: '<system.web><httpRuntime enableVersionHeader="false" /></system.web>\n<system.webServer><security><requestFiltering removeServerHeader="true" /></security></system.webServer>',
        },
      },
    ],
  }
}

function exhibitOf({ answer, field, value }: Shown): Exhibit {
  return {
    kind: 'http',
    title: `Answer of ${answer.url}`,
    request: { method: 'GET', url: answer.url },
    headers: [[field, value]],
  }
}

export default defineCheck({
  id: 'server-banner',
  version: 2,
  kind: 'automatic',
  title: 'Headers do not tell exact versions',
  impact: 'medium',
  why: 'A version in every answer tells attackers which published hole to try first.',
  covers: { 'env-file-not-exposed': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { entry: webEntry, heads: webHeads },
  messages: {
    ok: '{host} shows no version of its software',
    version: '{host} shows every visitor that it runs {product} {version}',
    ended: '{host} shows that it runs {product} {version}, a line without fixes',
    unsteady: '{host} fails now and then, so we may have missed a version it shows',
    unseen: 'We could not see any answer of your hosts',
  },
  sources: [{ label: 'RFC 9110 section 10.2.4', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.4' }],
  judge(evidence, say, { target }) {
    const answers = answersOf(evidence).filter(({ host }) => isOwnHost(target, host))
    if (answers.length === 0) return say.unknown('unseen', {}, { subject: project() })
    const unsteady = unsteadyHosts(evidence)
    return [...Map.groupBy(answers, ({ host }) => host)].flatMap(([host, rows]): Finding[] => {
      const found = new Map<string, Shown>()
      for (const shown of rows.flatMap(shownIn)) {
        const key = `${shown.banner.product.toLowerCase()} ${shown.banner.version}`
        if (!found.has(key)) found.set(key, shown)
      }
      const refs = [...new Set(rows.map(({ ref }) => ref))].slice(0, 10)
      const at = { subject: hostSubject(host), refs }
      if (found.size === 0)
        return [unsteady.has(host) ? say.unknown('unsteady', { host }, at) : say.pass('ok', { host }, at)]
      return [...found.values()].slice(0, 5).map((shown) => {
        const { product, version, ended } = shown.banner
        const fix = fixFor(host, shown.banner)
        const at = { subject: hostSubject(host), refs: [shown.answer.ref], exhibits: [exhibitOf(shown)] }
        if (ended === null) return say.warn('version', { host, product, version }, { ...at, fix, impact: 'low' })
        return say.warn(
          'ended',
          { host, product, version },
          { ...at, fix: { ...fix, effort: 'M', steps: [`Move to a supported version: ${ended}.`, ...fix.steps] } },
        )
      })
    })
  },
})
