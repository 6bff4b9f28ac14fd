import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { ifPresent } from '../engine/need'
import type { Say } from '../engine/say'
import { host as hostSubject } from '../engine/subject'
import { webEntry } from '../evidence/web-entry'
import { webProbes } from '../evidence/web-probes'
import type { WebUrls } from '../evidence/web-urls'
import { webUrls } from '../evidence/web-urls'
import { defineCheck } from './shared/define'
import { type LoopShape, loopSenders, loopShape } from './shared/redirect-loop-shape'
import { hostOfUrl } from './shared/web-hosts'
import { type Chain, chainRefusal, chainTable, failureWords, isTheirs, stateWords } from './shared/web-look'

type Seen = { chain: Chain; ref: string }

const isEndless = ({ chain }: Seen): boolean => chain.end === 'loop' || chain.end === 'too-many'

const FULL_STRICT: NonNullable<Fix['variants']> = [
  {
    provider: 'Cloudflare',
    steps: [
      'Open SSL/TLS, Overview and set the encryption mode to "Full (strict)".',
      'Install a certificate on your server first; a free origin certificate of Cloudflare is enough.',
    ],
  },
]

const STEPS: Readonly<Record<LoopShape | 'tooMany', (host: string) => string[]>> = {
  flexible: () => [
    'Cloudflare talks plain http to your server ("Flexible") while your server forces https.',
    'Set SSL/TLS encryption to "Full (strict)".',
  ],
  proxyProto: (host) => [
    `A proxy in front of ${host} ends https, so your application sees http and redirects again.`,
    'Let the proxy send X-Forwarded-Proto and let the application trust it (Express: app.set("trust proxy", 1); Django: SECURE_PROXY_SSL_HEADER; Rails: config.assume_ssl).',
  ],
  apexWww: (host) => [
    `Two places redirect ${host} with and without www in opposite directions, usually the DNS provider or CDN and the application.`,
    'Decide on one main address and remove the other rule.',
  ],
  slash: () => [
    'One rule adds the slash at the end of the address, another removes it.',
    'Keep one: turn off either the trailing slash rule of the framework (Next.js: trailingSlash) or the one of the CDN or web server.',
  ],
  growing: () => [
    'Each redirect adds the same part to the address again.',
    'Let the rule match only addresses that do not start with that part yet.',
  ],
  signIn: () => [
    'The sign-in page sends visitors on before they are signed in, and the next page sends them back.',
    'Leave the sign-in path out of the rule that demands a session, and check that the session cookie is set for this host.',
  ],
  circle: () => ['Follow the table: each line shows which address sends to which.', 'Remove the rule that leads back.'],
  tooMany: () => [
    'Follow the table: after ten redirects browsers give up.',
    'Send the first address straight to the last one.',
  ],
}

function fixOf(shape: LoopShape | 'tooMany', host: string): Fix {
  return {
    effort: shape === 'flexible' || shape === 'slash' ? 'S' : 'M',
    steps: STEPS[shape](host),
    ...(shape === 'flexible' ? { variants: FULL_STRICT } : {}),
  }
}

function urlChains(urls: Immutable<WebUrls> | undefined): Seen[] {
  return (urls?.urls ?? []).flatMap(({ chain }, index) =>
    chain === null ? [] : [{ chain, ref: `web.urls#/urls/${index}/chain` }],
  )
}

const messages = {
  ok: '{host} redirects without going in circles',
  flexible: 'Nobody can open {host}: Cloudflare and your server send visitors in circles',
  proxyProto: 'Nobody can open {host}: its proxy and your app send visitors in circles',
  apexWww: 'Nobody can open {host}: the addresses with and without www send to each other',
  slash: 'A page of {host} never opens: one rule adds the final slash, another removes it',
  growing: 'A page of {host} never opens: every redirect makes the address longer',
  signIn: 'Nobody can sign in at {host}: its sign-in redirects go in circles',
  circle: 'A page of {host} never opens: its redirects go in circles',
  tooMany: 'A page of {host} never opens: it redirects more than ten times',
  unseen: 'We could not follow the redirects of {host}: {reason}',
  noAddress: '{host} has no address, so nothing redirects',
  dead: '{host} gives no answer that could redirect: {reason}',
} as const

function bothChains(
  row: { readonly http: Chain | null; readonly https: Chain | null } | undefined,
  at: string,
): Seen[] {
  return (['https', 'http'] as const).flatMap((scheme) => {
    const chain = row?.[scheme] ?? null
    return chain === null ? [] : [{ chain, ref: `${at}/${scheme}` }]
  })
}

type Judging = { host: string; chains: readonly Seen[]; refs: string[]; say: Say<typeof messages> }

function judgeChains({ host, chains, refs, say }: Judging): Finding {
  const subject = hostSubject(host)
  const endless = chains.find(isEndless)
  if (endless !== undefined) {
    const { chain, ref } = endless
    const shape = chain.end === 'too-many' ? 'tooMany' : loopShape(chain)
    const senders = { kind: 'text' as const, title: 'Who sends where', text: loopSenders(chain).join('\n') }
    return say.fail(
      shape,
      { host },
      {
        subject,
        refs: [ref],
        exhibits: [chainTable(chain), senders],
        fix: fixOf(shape, host),
      },
    )
  }
  const shown = chains.find(({ chain }) => chain.redirects > 0)
  const at = { subject, refs, exhibits: shown === undefined ? [] : [chainTable(shown.chain)] }
  const refusal = chains.map(({ chain }) => chainRefusal(chain)).find((sign) => sign !== null)
  if (refusal !== undefined) return say.unknown('unseen', { host, reason: `it refused our checker (${refusal})` }, at)
  if (chains.some(({ chain }) => chain.end === 'final')) return say.pass('ok', { host }, at)
  const reason = failureWords(chains[0]?.chain.error ?? null)
  const dead = chains.length > 0 && chains.every(({ chain }) => isTheirs(chain.error))
  return dead ? say.notApplicable('dead', { host, reason }, at) : say.unknown('unseen', { host, reason }, at)
}

export default defineCheck({
  id: 'redirect-loop',
  version: 1,
  kind: 'automatic',
  title: 'No address redirects in circles',
  impact: 'blocker',
  why: 'Browsers stop with "too many redirects" and show an error page, so nobody gets in.',
  covers: { 'redirects-loop-free': 'required' },
  raises: ['one-url-variant-works'],
  dependsOn: ['https-reachable', 'domain-resolves', 'host-apex', 'host-www', 'host-roles'],
  needs: { entry: webEntry, probes: webProbes, urls: ifPresent(webUrls) },
  messages,
  sources: [
    { label: 'RFC 9110 section 15.4', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.4' },
    {
      label: 'Cloudflare: too many redirects',
      url: 'https://developers.cloudflare.com/ssl/troubleshooting/too-many-redirects/',
    },
  ],
  judge({ entry, probes, urls }, say) {
    const declared = urlChains(urls)
    const startingAt = (host: string): Seen[] => declared.filter(({ chain }) => hostOfUrl(chain.start) === host)
    const rows = entry.hosts.map((row, index) => {
      const { host, state } = row
      const refs = [`web.entry#/hosts/${index}`]
      const at = { subject: hostSubject(host), refs }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      if (state !== 'ok') return say.unknown('unseen', { host, reason: stateWords(state) }, at)
      const probe = probes.hosts.findIndex((other) => other.host === host)
      const chains = [
        ...bothChains(row, refs[0] ?? ''),
        ...bothChains(probes.hosts[probe], `web.probes#/hosts/${probe}`),
        ...startingAt(host),
      ]
      return judgeChains({ host, chains, refs, say })
    })
    const known = new Set(entry.hosts.map(({ host }) => host))
    const others = new Set(declared.map(({ chain }) => hostOfUrl(chain.start)).filter((host) => !known.has(host)))
    const elsewhere = [...others].map((host) => {
      const chains = startingAt(host)
      return judgeChains({ host, chains, refs: chains.map(({ ref }) => ref), say })
    })
    return [...rows, ...elsewhere]
  },
})
