import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject, project } from '../engine/subject'
import type { Target } from '../engine/target'
import { webDocuments } from '../evidence/web-documents'
import { webFiles } from '../evidence/web-files'
import { type WebHeads, webHeads } from '../evidence/web-heads'
import { defineCheck } from './shared/define'
import { isShown, isSideStage, showsPages } from './shared/head-look'
import { hostOfUrl, isLocalHost, isOwnDomain, isOwnHost, plainHost } from './shared/web-hosts'

type Account = { provider: string; variable: string; where: string }

const ACCOUNTS: Readonly<Record<string, Account>> = {
  'stripe-or-clerk': {
    provider: 'Stripe or Clerk',
    variable: 'NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY or NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY',
    where: 'the live mode of the Stripe or Clerk dashboard (pk_live_)',
  },
  clerk: {
    provider: 'Clerk',
    variable: 'NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY',
    where: 'the production instance of Clerk',
  },
  paypal: {
    provider: 'PayPal',
    variable: 'NEXT_PUBLIC_PAYPAL_CLIENT_ID',
    where: 'the live apps of the PayPal developer dashboard',
  },
  paddle: {
    provider: 'Paddle',
    variable: 'NEXT_PUBLIC_PADDLE_CLIENT_TOKEN',
    where: 'the live account of Paddle (live_)',
  },
  firebase: {
    provider: 'Firebase',
    variable: 'the condition around connect...Emulator()',
    where: 'the settings of the production project',
  },
}

/** Accounts in test mode that the address of a loaded file gives away. */
function accountOfLoad(url: string): { rule: string; masked: string } | undefined {
  const parsed = URL.parse(url)
  const name = parsed?.hostname ?? ''
  if (name.endsWith('.clerk.accounts.dev')) return { rule: 'clerk', masked: name }
  if (name === 'www.sandbox.paypal.com' || name === 'sandbox.paypal.com') return { rule: 'paypal', masked: name }
  // "sb" is the shared example client, which never takes real money.
  const isExample = name === 'www.paypal.com' && parsed?.searchParams.get('client-id') === 'sb'
  return isExample ? { rule: 'paypal', masked: 'client-id=sb' } : undefined
}

function fixFor({ variable, where, provider }: Account): Fix {
  return {
    effort: 'S',
    steps: [
      `Take the live value from ${where}.`,
      `Put it into ${variable} of the production environment only.`,
      'Build and deploy again: variables that reach the browser are written into the files while building.',
    ],
    snippet: { lang: 'sh', file: '.env.production', code: `# ${provider}\n${variable.split(' ')[0]}=<live value>` },
    variants: [
      {
        provider: 'Vercel',
        steps: [
          'Open Settings, Environment Variables, set the value for Production only, then redeploy without the build cache.',
        ],
      },
      {
        provider: 'Netlify',
        steps: [
          'Open Site configuration, Environment variables, give Production its own value, then trigger a new deploy.',
        ],
      },
    ],
  }
}

function urlFix(address: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Find the variable that holds ${address}, for example NEXT_PUBLIC_API_URL or VITE_API_URL.`,
      'Set it to the production address in the production environment.',
      'Build and deploy again: variables that reach the browser are written into the files while building.',
    ],
  }
}

type Place = {
  file: string
  host: string
  ref: string
  innerUrls: readonly string[]
  accounts: readonly { rule: string; masked: string }[]
}
type Pages = Immutable<WebHeads>['pages']

/** Hosts whose visitors are customers; files of other own hosts belong to the pages that load them. */
function productHosts(pages: Pages, target: Target): Set<string> {
  const canonical = target.canonicalHost === undefined ? undefined : plainHost(target.canonicalHost)
  return new Set(
    pages
      .filter((head) => head.host === canonical || (showsPages(head.roles) && !isSideStage(head.roles)))
      .map(({ host }) => host),
  )
}

/** Whether an address is one customers cannot reach; names such as dev.azure.com are ordinary ones. */
function isInner(address: string, target: Target): boolean {
  const host = hostOfUrl(address)
  const staging = target.hosts.some(({ name, role }) => role === 'staging' && plainHost(name) === host)
  if (staging) return true
  if (isOwnHost(target, host)) return false
  return isOwnDomain(target, host) || isLocalHost(host) || /\.(?:test|ngrok\.io|ngrok-free\.app|ngrok\.app)$/.test(host)
}

const VENDOR = /(?:vendor|polyfill|react-dom|framework|runtime|workbox|chunk-vendors)/i

export default defineCheck({
  id: 'test-keys-in-production',
  version: 2,
  kind: 'automatic',
  title: 'Production uses live accounts, not test ones',
  impact: 'blocker',
  why: 'Customers cannot pay, or sign-up stops at the limit of a development account.',
  covers: { 'staging-separated': 'supporting', 'no-secrets-in-public-assets': 'supporting' },
  dependsOn: ['domain-resolves', 'https-reachable', 'critical-urls-up', 'page-not-blank'],
  needs: { heads: webHeads, files: webFiles, documents: webDocuments },
  messages: {
    ok: '{host} uses no account in test mode',
    test: '{provider} is still in test mode on {host}',
    inner: 'A script of {host} calls {address}, which customers cannot reach',
    unread: 'We could not read the pages of your product',
    none: 'No host of the project serves a page of its own',
  },
  sources: [
    { label: 'Stripe, API keys', url: 'https://docs.stripe.com/keys' },
    { label: 'Clerk, instances', url: 'https://clerk.com/docs/deployments/environments' },
    { label: 'Next.js, environment variables', url: 'https://nextjs.org/docs/app/guides/environment-variables' },
  ],
  judge({ heads, files, documents }, say, { target }) {
    const hosts = productHosts(heads.pages, target)
    const pages = heads.pages.map((head, index) => ({ head, index })).filter(({ head }) => hosts.has(head.host))
    const shown = pages.filter(({ head }) => isShown(head))
    if (shown.length === 0) {
      const unread = pages.some(({ head }) => head.outcome !== 'answer' || (head.page && !isShown(head)))
      return unread
        ? say.unknown('unread', {}, { subject: project() })
        : say.notApplicable('none', {}, { subject: project() })
    }
    const places: Place[] = [
      ...shown.map(({ head, index }) => ({
        file: head.url,
        host: head.host,
        ref: `web.heads#/pages/${index}`,
        innerUrls: head.innerUrls,
        accounts: head.testAccounts,
      })),
      ...documents.pages.flatMap((page, index) =>
        hosts.has(page.host) && page.facts !== null
          ? [
              {
                file: page.finalUrl,
                host: page.host,
                ref: `web.documents#/pages/${index}`,
                innerUrls: [],
                accounts: page.facts.loads.flatMap(({ url }) => accountOfLoad(url) ?? []),
              },
            ]
          : [],
      ),
      ...files.files.flatMap((file, index) =>
        hosts.has(file.host) || !heads.pages.some(({ host }) => host === file.host)
          ? [
              {
                file: file.url,
                host: file.host,
                ref: `web.files#/files/${index}`,
                innerUrls: VENDOR.test(file.url) ? [] : file.innerUrls,
                accounts: file.testAccounts,
              },
            ]
          : [],
      ),
    ]
    const findings = new Map<string, Finding>()
    for (const { file, host, ref, innerUrls, accounts } of places) {
      const at = { subject: hostSubject(host), refs: [ref] }
      for (const { rule, masked } of accounts) {
        const account = ACCOUNTS[rule]
        if (account === undefined || findings.has(`${host} ${rule}`)) continue
        const exhibits = [
          { kind: 'table' as const, title: account.provider, columns: ['File', 'Found'], rows: [[file, masked]] },
        ]
        findings.set(
          `${host} ${rule}`,
          say.fail('test', { provider: account.provider, host }, { ...at, exhibits, fix: fixFor(account) }),
        )
      }
      for (const address of innerUrls.filter((one) => isInner(one, target)).slice(0, 3)) {
        if (findings.has(`${host} ${address}`)) continue
        const exhibits = [
          {
            kind: 'table' as const,
            title: 'Addresses in the code',
            columns: ['File', 'Address'],
            rows: [[file, address]],
          },
        ]
        findings.set(
          `${host} ${address}`,
          say.warn('inner', { host, address }, { ...at, impact: 'high', exhibits, fix: urlFix(address) }),
        )
      }
    }
    if (findings.size > 0) return [...findings.values()]
    return [...hosts]
      .filter((host) => shown.some(({ head }) => head.host === host))
      .map((host) =>
        say.pass(
          'ok',
          { host },
          {
            subject: hostSubject(host),
            refs: shown.filter(({ head }) => head.host === host).map(({ index }) => `web.heads#/pages/${index}`),
          },
        ),
      )
  },
})
