import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { project, url as urlSubject } from '../engine/subject'
import { type WebValidators, webValidators } from '../evidence/web-validators'
import { defineCheck } from './shared/define'

type Asked = Immutable<WebValidators>['asked'][number]

/** Weak comparison (RFC 9110 section 8.8.3.2): modules that compress make tags weak. */
function sameTag(one: string, other: string): boolean {
  const opaque = (tag: string): string =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/-(?:gzip|br|zstd)"$/, '"')
  return opaque(one) === opaque(other)
}

function exhibitOf({ url, by, etag, status, nextEtag }: Asked): Exhibit {
  return {
    kind: 'http',
    title: by === 'etag' ? `Asked with If-None-Match: ${etag}` : 'Asked with If-Modified-Since',
    request: { method: 'GET', url },
    ...(status === null ? {} : { status }),
    headers: nextEtag === '' ? [] : [['etag', nextEtag]],
  }
}

function fixFor({ host }: Asked): Fix {
  return {
    effort: 'S',
    steps: [
      `Let ${host} make ETags from the content and answer 304 when If-None-Match names the current one.`,
      'On several servers make sure that equal content gets an equal ETag.',
      'Check that no proxy in front removes If-None-Match.',
    ],
    variants: [
      {
        provider: 'nginx',
        steps: ['Turn tags on for files and deploy files with the same dates to all servers.'],
        snippet: { lang: 'nginx', code: 'etag on;\nif_modified_since exact;' },
      },
      {
        provider: 'Apache',
        steps: ['Leave out what differs per server.'],
        snippet: { lang: 'apache', code: 'FileETag MTime Size' },
      },
      {
        provider: 'Express',
        steps: ['Use tags made from the content.'],
        snippet: { lang: 'ts', code: "app.set('etag', 'strong')" },
      },
      {
        provider: 'Next.js',
        steps: ['Keep tags on, which is the default.'],
        snippet: { lang: 'ts', file: 'next.config.ts', code: 'generateEtags: true,' },
      },
      { provider: 'Rails', steps: ['Keep Rack::ConditionalGet and Rack::ETag among the middleware.'] },
      {
        provider: 'Django',
        steps: ['Add the middleware.'],
        snippet: { lang: 'python', code: "'django.middleware.http.ConditionalGetMiddleware'," },
      },
    ],
  }
}

export default defineCheck({
  id: 'validators',
  version: 1,
  kind: 'automatic',
  title: 'Unchanged pages are not sent again',
  impact: 'low',
  why: 'Otherwise every visit downloads what the browser already has, and your server does the work twice.',
  covers: { 'cache-safe-on-dynamic': 'supporting', 'static-assets-long-cache': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable', 'page-not-blank'],
  needs: { validators: webValidators },
  messages: {
    ok: '{url} is sent again only after a change',
    changed: '{url} differs on every visit, so it is rightly sent again',
    ignored: '{url} is sent again although the browser has the same copy',
    random: '{url} gets a new mark on every visit although it stays the same',
    broken: 'Browsers that ask for a newer {url} get an error ({status})',
    unseen: 'We could not ask {url} again',
    none: 'Nothing of the project says by which mark a copy could be checked',
  },
  sources: [
    { label: 'RFC 9110 section 13', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-13' },
    { label: 'RFC 9110 section 8.8', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-8.8' },
  ],
  judge({ validators }, say) {
    if (validators.asked.length === 0) return say.notApplicable('none', {}, { subject: project() })
    return validators.asked.map((row, index): Finding => {
      const { url, status, outcome, same, by, etag, nextEtag } = row
      const at = { subject: urlSubject(url), refs: [`web.validators#/asked/${index}`], exhibits: [exhibitOf(row)] }
      if (outcome !== 'answer' || status === null || status === 429 || status >= 500)
        return say.unknown('unseen', { url }, at)
      if (status === 304) return say.pass('ok', { url }, at)
      if (status === 412) return say.fail('broken', { url, status }, { ...at, fix: fixFor(row) })
      if (status !== 200) return say.unknown('unseen', { url }, at)
      if (!same) return say.pass('changed', { url }, at)
      if (by === 'etag' && nextEtag !== '' && !sameTag(etag, nextEtag))
        return say.warn('random', { url }, { ...at, fix: fixFor(row) })
      return say.warn('ignored', { url }, { ...at, fix: fixFor(row) })
    })
  },
})
