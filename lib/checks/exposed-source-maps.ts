import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject, project, url as urlSubject } from '../engine/subject'
import { type SourceMapLook, webMaps } from '../evidence/web-maps'
import { defineCheck } from './shared/define'
import { secretRule } from './shared/secrets/rules'

type Look = Immutable<SourceMapLook>
type Row = { look: Look; index: number }

function whereOf({ via, map, file }: Look): string {
  return via === 'inline' ? file : map
}

function leaks({ secrets, hasContent }: Look): Look['secrets'] {
  return hasContent
    ? secrets.filter((hit) => hit.class === 'secret' || hit.class === 'test' || hit.class === 'post-only')
    : []
}

function mapsExhibit(rows: readonly Row[]): Exhibit {
  return {
    kind: 'table',
    title: 'Source maps anyone can read',
    columns: ['Map', 'Original files', 'With their text', 'For example'],
    rows: rows.map(({ look }) => [
      look.via === 'inline' ? `inside ${look.file}` : look.map,
      String(look.sourceCount),
      look.hasContent ? 'yes' : 'no',
      look.sources.slice(0, 3).join(', '),
    ]),
  }
}

function secretsExhibit(look: Look): Exhibit {
  return {
    kind: 'table',
    title: `Keys in the original text of ${whereOf(look)}`,
    columns: ['Key', 'Begins with'],
    rows: leaks(look).map(({ rule, masked }) => [
      `${secretRule(rule)?.provider ?? rule}: ${secretRule(rule)?.name ?? 'key'}`,
      masked,
    ]),
  }
}

function withoutMapsFix(host: string, secret: boolean): Fix {
  return {
    effort: secret ? 'M' : 'S',
    steps: [
      ...(secret ? ['Replace the keys listed here now: anyone can read them in the map.'] : []),
      `Build the scripts of ${host} without public maps, or upload the maps to your error tracker and delete them.`,
      'Deploy, remove the old .map files from the server and purge the CDN.',
    ],
    variants: [
      {
        provider: 'Next.js',
        steps: ['Leave this at its default.'],
        snippet: { lang: 'ts', file: 'next.config.ts', code: 'productionBrowserSourceMaps: false,' },
      },
      {
        provider: 'Vite',
        steps: ['Write maps without naming them in the scripts, upload them, then delete them.'],
        snippet: { lang: 'ts', file: 'vite.config.ts', code: "build: { sourcemap: 'hidden' }," },
      },
      {
        provider: 'webpack',
        steps: ['Use maps that no script names.'],
        snippet: { lang: 'js', file: 'webpack.config.js', code: "devtool: 'hidden-source-map'," },
      },
      {
        provider: 'Sentry',
        steps: ['Upload the maps in the build and delete them before the deploy.'],
        snippet: { lang: 'sh', code: 'npx sentry-cli sourcemaps upload ./dist && find dist -name "*.map" -delete' },
      },
      {
        provider: 'nginx',
        steps: [`Until then, refuse maps in the server block of ${host}.`],
        snippet: { lang: 'nginx', file: 'server block', code: 'location ~ \\.map$ {\n  return 404;\n}' },
      },
    ],
  }
}

export default defineCheck({
  id: 'exposed-source-maps',
  version: 2,
  kind: 'automatic',
  title: 'The original source of your scripts is not public',
  impact: 'blocker',
  why: 'With source maps anyone reads your original code and comments, and every key somebody left in them.',
  covers: { 'no-secrets-in-public-assets': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable'],
  needs: { maps: webMaps },
  messages: {
    secret: 'Anyone can read a {provider} key in the source map {map}',
    post: 'Anyone can post to your {provider} channel: its address is in the source map {map}',
    readable: 'Anyone can read the original code of {host}: {count:source map is|source maps are} public',
    clear: 'No script shows its original code: {read:script|scripts} read',
    refused: 'Scripts name source maps, but nobody can read them',
    unread: 'We could not read {count:page or script|pages or scripts}, so a source map may be public',
    silent: 'We could not see whether the source map {map} is public',
    none: 'The pages load no script of their own',
  },
  sources: [{ label: 'ECMA-426, source map format', url: 'https://tc39.es/ecma426/' }],
  judge({ maps: { maps, read, unread } }, say) {
    const rows = maps.map((look, index): Row => ({ look, index }))
    const open = rows.filter(({ look }) => look.outcome === 'map')
    const leaking = open.filter(({ look }) => leaks(look).length > 0)
    const refOf = ({ index }: Row): string => `web.maps#/maps/${index}`
    const findings = leaking.map((row): Finding => {
      const hits = leaks(row.look)
      const first = hits.find((hit) => hit.class !== 'post-only') ?? hits[0]
      const map = whereOf(row.look)
      const provider = (first && secretRule(first.rule)?.provider) ?? 'secret'
      const exhibits = [secretsExhibit(row.look), mapsExhibit([row])]
      const fix = withoutMapsFix(row.look.host, true)
      const at = { subject: urlSubject(map), refs: [refOf(row)], exhibits, fix }
      return first?.class === 'post-only'
        ? say.fail('post', { provider, map }, { ...at, impact: 'high' })
        : say.fail('secret', { provider, map }, at)
    })
    const rest = open.filter((row) => !leaking.includes(row))
    for (const [host, some] of Map.groupBy(rest, ({ look }) => look.host)) {
      const at = { subject: hostSubject(host), refs: some.map(refOf), exhibits: [mapsExhibit(some)] }
      const fix = withoutMapsFix(host, false)
      findings.push(say.warn('readable', { host, count: some.length }, { ...at, fix, impact: 'low' }))
    }
    const silent = rows.filter(({ look }) => ['failed', 'wall', 'not-looked'].includes(look.outcome))
    for (const row of silent) {
      const map = whereOf(row.look)
      findings.push(say.unknown('silent', { map }, { subject: urlSubject(map), refs: [refOf(row)] }))
    }
    const whole = { subject: project(), refs: ['web.maps#/read'] }
    if (unread > 0) findings.push(say.unknown('unread', { count: unread }, whole))
    if (findings.length > 0) return findings
    if (read === 0) return say.notApplicable('none', {}, whole)
    return rows.length > 0 ? say.pass('refused', {}, whole) : say.pass('clear', { read }, whole)
  },
})
