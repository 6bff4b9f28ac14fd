import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { record } from '../engine/subject'
import { type MailMx, type MxHost, mailMx } from '../evidence/mail-mx'
import { mailProfile } from '../evidence/mail-profile'
import { isCloudflareAddress } from './shared/cloudflare'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import { providerById } from './shared/mail/provider-lookup'

type Host = Immutable<MxHost>
type Broken = 'literal' | 'localhost' | 'unresolvable' | 'private' | 'proxied'
type State = { host: Host; broken?: Broken; undecided: boolean }

/** Names that services ask for as a proof of ownership; no mail is ever sent to them. */
const VERIFICATION = /\.(mx-verification\.google\.com|msv1\.invalid)$/i

function brokenBy(host: Host): Broken | undefined {
  if (host.kind === 'literal' || host.kind === 'localhost') return host.kind
  if (host.kind === 'bad-name') return 'unresolvable'
  const addresses = [...(host.v4?.addresses ?? []), ...(host.v6?.addresses ?? [])]
  if (addresses.length === 0) return host.absence === 'absent' ? 'unresolvable' : undefined
  if (addresses.every((entry) => entry.class !== 'public')) return 'private'
  // Cloudflare's own mail service lives in the same address ranges as its web proxy.
  const proxied = addresses.every((entry) => isCloudflareAddress(entry.address))
  return proxied && host.provider !== 'cloudflare-routing' ? 'proxied' : undefined
}

function stateOf(host: Host): State {
  const broken = brokenBy(host)
  const none = (host.v4?.addresses.length ?? 0) + (host.v6?.addresses.length ?? 0) === 0
  const undecided = broken === undefined && host.kind === 'host' && none && host.absence !== 'present'
  return { host, undecided, ...(broken === undefined ? {} : { broken }) }
}

function exhibitOf(mx: Immutable<MailMx>): Exhibit {
  const addresses = (host: Host): string =>
    [...(host.v4?.addresses ?? []), ...(host.v6?.addresses ?? [])].map((entry) => entry.address).join(', ')
  return {
    kind: 'dns',
    title: `Mail servers of ${mx.domain}`,
    question: { name: mx.domain, type: 'MX' },
    status: mx.status,
    records: mx.hosts.map((host) => {
      const seen = addresses(host)
      const alias = host.aliases.length > 0 ? ` (alias of ${host.aliases.at(-1)})` : ''
      return `${mx.domain} MX ${host.preference} ${host.exchange}${alias}${seen === '' ? '' : ` → ${seen}`}`
    }),
  }
}

function mxFix(domain: string, extra: string[] = [], records: NonNullable<Fix['records']> = []): Fix {
  const dashed = domain.replaceAll('.', '-')
  return {
    effort: 'S',
    steps: [
      ...extra,
      `Open the DNS settings of ${domain} and set the MX records your mailbox service lists for it.`,
      'Remove MX records of services you no longer use.',
      'Write a message to yourself from another mailbox and wait until it arrives.',
    ],
    ...(records.length === 0 ? {} : { records }),
    variants: [
      {
        provider: 'Google Workspace',
        steps: [`Set one record: ${domain} MX 1 smtp.google.com`, 'Remove all other MX records.'],
      },
      {
        provider: 'Microsoft 365',
        steps: [
          `Set one record: ${domain} MX 0 ${dashed}.mail.protection.outlook.com`,
          'Compare it with the value the admin center shows under Settings, Domains.',
        ],
      },
    ],
  }
}

const BROKEN_WORDS: Readonly<Record<Broken, string>> = {
  literal: 'is an address, and only names are allowed',
  localhost: 'means the sending server itself',
  unresolvable: 'has no address',
  private: 'has only internal addresses',
  proxied: 'is behind a web proxy that passes no mail',
}

function repeatsZone(exchange: string, domain: string): boolean {
  return exchange.toLowerCase().endsWith(`.${domain}.${domain}`)
}

/** Known services next to anything else: `undefined` where the hosts belong together. */
function mixOf(hosts: readonly Host[]): string | undefined {
  const known = new Set(hosts.flatMap((host) => host.provider ?? []))
  const names = [...known].map((id) => providerById(id)?.name ?? id)
  if (known.size > 1) return names.join(' and ')
  const stranger = hosts.find((host) => host.provider === undefined)
  return known.size === 1 && stranger !== undefined ? `${names[0]} and ${stranger.exchange}` : undefined
}

const MESSAGES = {
  ok: 'Mail for {domain} reaches {count:mail server|mail servers}',
  late: 'Mail servers of {domain} are published; some caches still say there are none',
  'implicit-a': 'Mail for {domain} goes to the web server, because no MX is published',
  'no-mx-no-address': "Customers' replies to {domain} are lost: it has no mail server",
  'address-literal': "Customers' replies to {domain} are lost: MX {exchange} is an address",
  'target-localhost': 'Replies to {domain} are lost: MX {exchange} means the sender itself',
  'target-nxdomain': "Customers' replies to {domain} are lost: {exchange} has no address",
  'missing-trailing-dot': 'Replies to {domain} are lost: a final dot is missing in MX {exchange}',
  'target-private': "Customers' replies to {domain} are lost: {exchange} has an internal address",
  'target-proxied': "Customers' replies to {domain} are lost: {exchange} is behind a web proxy",
  'one-broken': 'Part of the mail for {domain} is delayed: {exchange} {problem}',
  'mx-is-cname': 'Some senders refuse mail to {domain}: MX {exchange} is an alias',
  leftover: 'Mail for {domain} may go to the wrong place: MX of {services}',
  undecided: 'We could not read the mail servers of {domain}: the name server {reason}',
  targetUndecided: 'We could not read the address of {exchange}, mail server of {domain}',
  unconfirmed: 'We could not confirm that {domain} has no mail server',
  waiting: 'This waits until {domain} resolves',
  notReceiving: '{domain} does not receive mail',
  stated: '{domain} says by a null MX that it takes no mail',
  unsure: '{domain} has no mail server; tell us if it should receive mail',
} as const

type Voice = Say<typeof MESSAGES>

function judgeNone(say: Voice, mx: Immutable<MailMx>, receives: boolean | undefined, at: At): Finding {
  const { domain, own } = mx
  if (mx.absence !== 'absent') return say.unknown('unconfirmed', { domain }, at)
  if (receives === undefined) return say.notApplicable('unsure', { domain }, at)
  const reachable = (own?.v4.addresses.length ?? 0) + (own?.v6.addresses.length ?? 0) > 0
  if (reachable) return say.warn('implicit-a', { domain }, { ...at, fix: mxFix(domain) })
  if (own === undefined || isUndecided(own.v4.status)) return say.unknown('unconfirmed', { domain }, at)
  return say.fail('no-mx-no-address', { domain }, { ...at, fix: mxFix(domain) })
}

function judgeBroken(say: Voice, domain: string, { host, why }: { host: Host; why: Broken }, at: At): Finding {
  const { exchange, preference } = host
  const params = { domain, exchange }
  const failing = (...steps: string[]) => ({ ...at, fix: mxFix(domain, steps) })
  switch (why) {
    case 'literal':
      return say.fail(
        'address-literal',
        params,
        failing(`Replace ${exchange} by a host name that has this address, such as mail.${domain}.`),
      )
    case 'localhost':
      return say.fail('target-localhost', params, failing())
    case 'private':
      return say.fail('target-private', params, failing())
    case 'proxied':
      return say.fail(
        'target-proxied',
        params,
        failing(`Switch the proxy off for ${exchange} ("DNS only"); mail does not pass it.`),
      )
    case 'unresolvable': {
      if (!repeatsZone(exchange, domain)) return say.fail('target-nxdomain', params, failing())
      const meant = exchange.slice(0, -(domain.length + 1))
      const step = `Write the target with a final dot, ${meant}., so that your DNS host does not append ${domain} to it.`
      const fix = mxFix(domain, [step], [{ type: 'MX', name: domain, value: `${preference} ${meant}.` }])
      return say.fail('missing-trailing-dot', params, { ...at, fix })
    }
  }
}

function warnBroken(say: Voice, domain: string, { host, why }: { host: Host; why: Broken }, at: At): Finding {
  const fix = mxFix(domain, [`Repair or remove the MX record that names ${host.exchange}.`])
  const params = { domain, exchange: host.exchange, problem: BROKEN_WORDS[why] }
  return say.warn('one-broken', params, { ...at, impact: 'medium', fix })
}

function warnAlias(say: Voice, domain: string, hosts: readonly Host[], at: At): Finding[] {
  const alias = hosts.find((host) => host.aliases.length > 0)
  if (alias === undefined) return []
  const target = alias.aliases.at(-1) ?? ''
  const fix = mxFix(
    domain,
    [`Name ${target} in the MX record instead of its alias ${alias.exchange}.`],
    [{ type: 'MX', name: domain, value: `${alias.preference} ${target}.` }],
  )
  return [say.warn('mx-is-cname', { domain, exchange: alias.exchange }, { ...at, impact: 'medium', fix })]
}

function warnMix(say: Voice, domain: string, hosts: readonly Host[], at: At): Finding[] {
  const services = mixOf(hosts)
  if (services === undefined) return []
  return [say.warn('leftover', { domain, services }, { ...at, impact: 'medium', fix: mxFix(domain) })]
}

export default defineCheck({
  id: 'mx',
  version: 1,
  kind: 'automatic',
  title: 'Mail can reach your domain',
  impact: 'high',
  why: "Without a working mail server for the domain, customers' replies and bounces are lost.",
  covers: { 'dns-key-hosts-resolve': 'supporting' },
  raises: ['dns-broken-after-traffic'],
  dependsOn: ['domain-resolves'],
  needs: { mx: mailMx, profile: mailProfile },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 5321 section 5.1', url: 'https://www.rfc-editor.org/rfc/rfc5321#section-5.1' },
    { label: 'RFC 2181 section 10.3', url: 'https://www.rfc-editor.org/rfc/rfc2181#section-10.3' },
    { label: 'RFC 7505', url: 'https://www.rfc-editor.org/rfc/rfc7505' },
  ],
  judge({ mx, profile }, say) {
    const { domain } = mx
    const at = { subject: record('MX', domain), refs: ['mail.mx#/hosts'], exhibits: [exhibitOf(mx)] }
    if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
    if (profile.receives === false) return say.notApplicable('notReceiving', { domain }, at)
    if (isUndecided(mx.status)) return say.unknown('undecided', { domain, reason: statusWords(mx.status) }, at)
    const targets = mx.hosts.filter((host) => host.kind !== 'null' && !VERIFICATION.test(host.exchange))
    if (mx.hosts.length > 0 && mx.hosts.every((host) => host.kind === 'null'))
      return say.notApplicable('stated', { domain }, at)
    if (targets.length === 0) return judgeNone(say, mx, profile.receives, at)

    const states = targets.map(stateOf)
    const working = states.filter((state) => state.broken === undefined && !state.undecided)
    const unsure = states.find((state) => state.undecided)
    if (working.length === 0 && unsure !== undefined) {
      return say.unknown('targetUndecided', { domain, exchange: unsure.host.exchange }, at)
    }
    const broken = states.flatMap((state) =>
      state.broken === undefined ? [] : [{ host: state.host, why: state.broken }],
    )
    const [first] = broken
    if (working.length === 0 && first !== undefined) return judgeBroken(say, domain, first, at)
    const warnings = [
      ...broken.map((entry) => warnBroken(say, domain, entry, at)),
      ...warnAlias(
        say,
        domain,
        working.map((state) => state.host),
        at,
      ),
      ...warnMix(say, domain, targets, at),
    ]
    if (unsure !== undefined)
      return [...warnings, say.unknown('targetUndecided', { domain, exchange: unsure.host.exchange }, at)]
    if (warnings.length > 0) return warnings
    return mx.late ? say.pass('late', { domain }, at) : say.pass('ok', { domain, count: working.length }, at)
  },
})
