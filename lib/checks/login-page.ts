import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { project, url as urlSubject } from '../engine/subject'
import type { Target } from '../engine/target'
import { type LoginPage, webLogin } from '../evidence/web-login'
import { defineCheck } from './shared/define'
import { isStagingHost } from './shared/redirect-target'
import { hostOfUrl, isHandoverHost, isLocalHost, isOwnDomain } from './shared/web-hosts'
import { failureWords } from './shared/web-look'

type Page = Immutable<LoginPage>

function exhibitOf(page: Page): Exhibit {
  const seen = (value: boolean): string => (value ? 'yes' : 'no')
  return {
    kind: 'table',
    title: `What a visitor finds at ${page.url}`,
    columns: ['Question', 'Seen'],
    rows: [
      ['Ends at', page.finalUrl],
      ['Status', page.status === null ? failureWords(page.error) : String(page.status)],
      ['Password field', seen(page.password)],
      ['Email or user field', seen(page.account)],
      ['Buttons of sign-in services', page.providers.join(', ') || 'none'],
      ['Form is sent to', page.actions.join(', ') || 'no form found'],
    ],
  }
}

const fix = (steps: string[], more: Partial<Fix> = {}): Fix => ({ effort: 'S', steps, ...more })

function answerFix({ url }: Page): Fix {
  return fix([
    `Open ${url} in a private window and read the log of the server for that moment.`,
    'Compare the variables of production with those of your own machine: secrets and addresses of sign-in are often missing.',
    'Repair it, deploy, sign in once yourself and run this check again.',
  ])
}

function inwardFix({ url }: Page): Fix {
  const origin = URL.parse(url)?.origin ?? url
  return fix([`Set the public address of the product to ${origin} in production and deploy again.`], {
    snippet: { lang: 'sh', file: 'environment of production', code: `NEXTAUTH_URL=${origin}\nAUTH_URL=${origin}` },
  })
}

function callbackFix({ url }: Page): Fix {
  const origin = URL.parse(url)?.origin ?? url
  return fix(
    [
      'Open the settings of the sign-in service and register the callback address below, letter by letter.',
      'Compare client id and secret of production with those settings.',
    ],
    { snippet: { lang: 'text', code: `${origin}/api/auth/callback/<provider>` } },
  )
}

function actionFix({ url }: Page, action: string): Fix {
  const path = URL.parse(action)?.pathname ?? '/login'
  const right = `${URL.parse(url)?.origin ?? ''}${path}`
  return fix([`Let the form of ${url} send its fields to ${right}.`], {
    snippet: { lang: 'html', code: `<form method="post" action="${path}">` },
  })
}

const messages = {
  ok: 'People can sign in at {url}',
  handover: 'People sign in at {url} through {service}',
  broken: 'Nobody can sign in: {url} answers {status}',
  missing: 'Nobody can sign in: {url} does not exist ({status})',
  inward: 'Nobody can sign in: {url} leads to an address that only exists inside',
  mistake: 'Nobody can sign in: {url} ends in the error {mistake}',
  plain: 'Passwords typed at {url} travel unprotected: the page is http',
  plainForm: 'Passwords typed at {url} travel unprotected: the form is sent to {action}',
  foreignForm: 'Passwords typed at {url} go to {action}, which the project does not name',
  noForm: 'We cannot see how people sign in at {url} without running its scripts',
  elsewhere: '{url} ends at {finalUrl}, which the project does not name',
  wall: '{host} refused our checker, so we could not see {url}',
  unseen: 'We could not see {url}: {reason}',
  guarded: '{url} is behind a password of the server, as a test site should be',
  shell: 'The first page gives no link to a sign-in page before its scripts run',
  none: 'No page of the project leads to a sign-in page',
} as const

type Judging = { page: Page; at: At; say: Say<typeof messages>; target: Target }

function judgeSent({ page, at, say, target }: Judging): Finding | undefined {
  const { url } = page
  const plain = page.actions.find((action) => action.startsWith('http:'))
  if (plain !== undefined) return say.fail('plainForm', { url, action: plain }, { ...at, fix: actionFix(page, plain) })
  const foreign = page.actions.find((action) => {
    const host = hostOfUrl(action)
    const declared = target.urls.some((row) => hostOfUrl(row.url) === host)
    return host !== '' && !isOwnDomain(target, host) && !isHandoverHost(host) && !declared
  })
  if (foreign === undefined) return undefined
  const action = hostOfUrl(foreign)
  return say.fail('foreignForm', { url, action }, { ...at, fix: actionFix(page, foreign) })
}

function judgeStatus({ page, at, say, target }: Judging): Finding | undefined {
  const { url, status } = page
  const isTest = isStagingHost(target, hostOfUrl(url))
  if (status === 401 && page.basic && isTest) return say.notApplicable('guarded', { url }, at)
  if (status === null) return undefined
  if (status >= 500) return say.fail('broken', { url, status }, { ...at, fix: answerFix(page) })
  if (status === 404 || status === 410) return say.fail('missing', { url, status }, { ...at, fix: answerFix(page) })
  // A sign-in page may answer 401 together with its form.
  if (status >= 400 && !page.password) return say.unknown('unseen', { url, reason: `it answers ${status}` }, at)
  return undefined
}

function leadsInside({ outcome, error, finalUrl }: Page): boolean {
  if (outcome !== 'refused') return false
  return isLocalHost(hostOfUrl(finalUrl)) || error?.code === 'BLOCKED_ADDRESS' || error?.code === 'BLOCKED_HOST'
}

function judgePage(judging: Judging): Finding {
  const { page, at, say, target } = judging
  const { url, finalUrl } = page
  const host = hostOfUrl(finalUrl)
  if (page.outcome === 'wall') return say.unknown('wall', { host, url }, at)
  if (leadsInside(page)) return say.fail('inward', { url }, { ...at, fix: inwardFix(page) })
  if (page.mistake !== '') return say.fail('mistake', { url, mistake: page.mistake }, { ...at, fix: callbackFix(page) })
  if (page.outcome === 'failed' || page.outcome === 'refused' || page.outcome === 'not-looked') {
    const reason =
      page.outcome === 'failed' && page.error === null ? 'its redirects lead to no page' : failureWords(page.error)
    return say.unknown('unseen', { url, reason }, at)
  }
  const bad = judgeStatus(judging)
  if (bad !== undefined) return bad
  const isOwn = isOwnDomain(target, host) || target.urls.some((row) => hostOfUrl(row.url) === host)
  if (!isOwn && isHandoverHost(host)) return say.pass('handover', { url, service: host }, at)
  if (!isOwn) return say.unknown('elsewhere', { url, finalUrl }, at)
  if (finalUrl.startsWith('http:')) return say.fail('plain', { url }, { ...at, fix: inwardFix(page) })
  const sent = judgeSent(judging)
  if (sent !== undefined) return sent
  if (page.password || page.account || page.providers.length > 0) return say.pass('ok', { url }, at)
  return say.unknown('noForm', { url }, { ...at, impact: 'medium' })
}

export default defineCheck({
  id: 'login-page',
  version: 1,
  kind: 'automatic',
  title: 'People can sign in, and safely',
  impact: 'blocker',
  why: 'Where the sign-in page is broken, nobody can use the product.',
  covers: { 'app-loads-on-correct-host': 'supporting', 'post-deploy-smoke': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable', 'redirect-loop', 'critical-urls-up', 'host-apex', 'host-roles'],
  needs: { login: webLogin },
  messages,
  sources: [
    { label: 'W3C Secure Contexts', url: 'https://www.w3.org/TR/secure-contexts/' },
    {
      label: 'OWASP ASVS, V2 Authentication',
      url: 'https://owasp.org/www-project-application-security-verification-standard/',
    },
  ],
  judge({ login }, say, { target }) {
    if (login.pages.length === 0) {
      const at = { subject: project(), refs: ['web.login'] }
      return login.searched ? say.notApplicable('none', {}, at) : say.unknown('shell', {}, { ...at, impact: 'medium' })
    }
    return login.pages.map((page, index) => {
      const at = { subject: urlSubject(page.url), refs: [`web.login#/pages/${index}`], exhibits: [exhibitOf(page)] }
      return judgePage({ page, at, say, target })
    })
  },
})
