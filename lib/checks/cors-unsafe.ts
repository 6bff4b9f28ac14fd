import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { ifPresent } from '../engine/need'
import type { At, Say } from '../engine/say'
import { project, url as urlSubject } from '../engine/subject'
import { type CorsAnswer, type CorsSender, type CorsUrl, webCors, webCorsProbe } from '../evidence/web-cors'
import { corsVariants } from './shared/config/cors'
import { frontendOrigins } from './shared/cors-origins'
import { defineCheck } from './shared/define'

type Answer = Immutable<CorsAnswer>
type Row = Immutable<CorsUrl>

const SENDERS: Readonly<Record<CorsSender, string>> = {
  nobody: 'no other site',
  stranger: 'a site nobody knows',
  null: 'a page without an address (null)',
  suffix: 'a name that begins like yours',
  prefix: 'a name that ends like yours',
  plain: 'your own host over http',
  preflight: 'a site nobody knows, asking first',
}

function exhibitOf(url: string, answers: readonly Answer[]): Exhibit {
  return {
    kind: 'table',
    title: `Who may read ${url}`,
    columns: ['Asked as', 'Status', 'Access-Control-Allow-Origin', 'With cookies', 'Vary: Origin'],
    rows: answers.map(({ sender, status, allowed, credentials, variesByOrigin }) => [
      SENDERS[sender],
      status === null ? 'no answer' : String(status),
      allowed === '' ? 'not sent' : allowed,
      credentials === 'yes' ? 'yes' : credentials === 'other' ? 'misspelled' : 'no',
      variesByOrigin ? 'yes' : 'no',
    ]),
  }
}

function fixFor({ host }: Row, origins: readonly string[]): Fix {
  const rule = {
    host,
    origins,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    headers: ['Content-Type', 'Authorization'],
  }
  return {
    effort: 'S',
    steps: [
      `Let ${host} compare the Origin of a request, as a whole, with this list: ${origins.join(', ')}.`,
      'Send Access-Control-Allow-Origin only for those, never what was asked, and "Vary: Origin" with every answer.',
      'Send Access-Control-Allow-Credentials: true only where the browser has to send cookies.',
    ],
    snippet: { lang: 'text', code: origins.join('\n') },
    variants: corsVariants(rule),
  }
}

const messages = {
  ok: 'No foreign site may read private answers of {url}',
  reflected: 'Any website a customer visits can read their data from {url}',
  actions: 'Any website a customer visits may act in their name at {url}',
  nullOrigin: 'Pages without an address can read private answers of {url}',
  lookAlike: 'A look-alike of {host} can read private answers of {url}',
  plainOwn: 'Whoever changes http traffic can read private answers of {url}',
  open: 'Every website may read {url}, which belongs to one visitor',
  anyWithCookies: 'Browsers refuse {url}: it allows every site and cookies at once',
  misspelled: 'Browsers ignore a rule of {url}: credentials must be "true" in lower case',
  invalid: 'Browsers refuse {url}: the site it allows is not written as exactly one origin',
  varyless: 'Caches may give {url} to a site it was not meant for',
  wall: '{host} refused our checker, so we could not see whom {url} allows',
  unseen: 'We could not see whom {url} allows',
  none: 'No host of the project answers yet',
} as const

type Code = keyof typeof messages
type Judging = { row: Row; answers: readonly Answer[]; at: At; fix: Fix; say: Say<typeof messages> }

const letsIn = ({ allow, sender }: Answer): boolean => allow === 'reflected' || (sender === 'null' && allow === 'null')

/** Answers that let a page of somebody else read what belongs to a signed-in visitor. */
function sayOpen({ row, answers, at, fix, say }: Judging): Finding[] {
  const { url, host } = row
  const shown = { ...at, fix }
  const open = answers.filter((answer) => letsIn(answer) && answer.credentials === 'yes')
  const has = (...senders: CorsSender[]): boolean => open.some(({ sender }) => senders.includes(sender))
  const anyone = has('stranger')
  // Who is let through only when asking first may send, and cannot read what comes back.
  const acts = !anyone && has('preflight')
  return [
    ...(anyone ? [say.fail('reflected', { url }, shown)] : []),
    ...(acts ? [say.fail('actions', { url }, shown)] : []),
    ...(has('null') ? [say.fail('nullOrigin', { url }, shown)] : []),
    ...(!anyone && has('suffix', 'prefix') ? [say.fail('lookAlike', { host, url }, shown)] : []),
    ...(!anyone && has('plain') ? [say.warn('plainOwn', { url }, { ...shown, impact: 'medium' })] : []),
  ]
}

function isPersonal({ row, answers }: Judging): boolean {
  return row.personal || answers.some(({ session, status }) => session || status === 401 || status === 403)
}

/** What is wrong with the rule for a stranger although it lets nobody read private answers. */
function doubtOf(judging: Judging): Exclude<Code, 'lookAlike'> | undefined {
  const seen = judging.answers.find(({ sender }) => sender === 'stranger')
  if (seen === undefined) return undefined
  if (seen.allow === 'invalid') return 'invalid'
  if (seen.allow === 'any' && seen.credentials === 'yes') return 'anyWithCookies'
  if (seen.allow === 'reflected' && seen.credentials === 'other') return 'misspelled'
  const isOpen = seen.allow === 'any' || seen.allow === 'reflected'
  if (isOpen && isPersonal(judging)) return 'open'
  return seen.allow === 'reflected' && seen.cacheable && !seen.variesByOrigin ? 'varyless' : undefined
}

function judgeUrl(judging: Judging): Finding[] {
  const { row, answers, at, fix, say } = judging
  const { url, host } = row
  const open = sayOpen(judging)
  if (open.length > 0) return open
  if (answers.some(({ outcome }) => outcome === 'wall')) return [say.unknown('wall', { host, url }, at)]
  const unseen = answers.some(({ outcome, status }) => outcome !== 'answer' || (status ?? 500) >= 500)
  if (unseen) return [say.unknown('unseen', { url }, at)]
  switch (doubtOf(judging)) {
    case 'invalid':
      return [say.warn('invalid', { url }, { ...at, fix, impact: 'medium' })]
    case 'anyWithCookies':
      return [say.warn('anyWithCookies', { url }, { ...at, fix, impact: 'medium' })]
    case 'misspelled':
      return [say.warn('misspelled', { url }, { ...at, fix, impact: 'medium' })]
    case 'open':
      return [say.warn('open', { url }, { ...at, fix, impact: 'medium' })]
    case 'varyless':
      return [say.warn('varyless', { url }, { ...at, fix, impact: 'low' })]
    default:
      return [say.pass('ok', { url }, at)]
  }
}

export default defineCheck({
  id: 'cors-unsafe',
  version: 2,
  kind: 'automatic',
  title: 'Foreign sites cannot read private answers',
  impact: 'high',
  why: 'With a careless rule any website a signed-in customer visits can read their data.',
  covers: { 'cors-explicit': 'required' },
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up'],
  passiveToo: true,
  needs: { cors: webCors, probe: ifPresent(webCorsProbe) },
  messages,
  sources: [
    { label: 'Fetch standard: CORS protocol', url: 'https://fetch.spec.whatwg.org/#http-cors-protocol' },
    { label: 'RFC 6454 (origins)', url: 'https://www.rfc-editor.org/rfc/rfc6454' },
  ],
  judge({ cors, probe }, say, { target }) {
    if (cors.urls.length === 0) return say.notApplicable('none', {}, { subject: project() })
    const origins = frontendOrigins(target)
    return cors.urls.flatMap((row, index) => {
      const more = probe?.urls.findIndex(({ url }) => url === row.url) ?? -1
      const answers = [...row.answers, ...(probe?.urls[more]?.answers ?? [])]
      const refs = [`web.cors#/urls/${index}`, ...(more < 0 ? [] : [`web.cors-probe#/urls/${more}`])]
      const at = { subject: urlSubject(row.url), refs, exhibits: [exhibitOf(row.url, answers)] }
      return judgeUrl({ row, answers, at, fix: fixFor(row, origins), say })
    })
  },
})
