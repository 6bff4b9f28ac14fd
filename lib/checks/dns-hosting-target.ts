import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { Say } from '../engine/say'
import { host as hostSubject } from '../engine/subject'
import type { HostRole, Profile } from '../engine/target'
import { dnsDomain } from '../evidence/dns-domain'
import { type DnsHost, dnsHosts } from '../evidence/dns-hosts'
import { isCloudflareAddress } from './shared/cloudflare'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import { hostExhibit } from './shared/dns-host'
import {
  HOSTING_CHECKED_ON,
  type HostingTarget,
  hostingByAddress,
  hostingByAlias,
  hostingByText,
  operatorName,
  operatorOfAddress,
  operatorOfAlias,
  parkingAt,
} from './shared/hosting-targets'
import { isWithin } from './shared/public-suffix'

const MAX_AGE_MS = 180 * 86_400_000

const MESSAGES = {
  ok: '{host} points where {provider} wants it',
  proxied: '{host} is behind {provider}',
  parked: 'Visitors of {host} see a parking page of {provider} instead of your site',
  retired: 'Nobody can open {host}: {provider} has switched the address {address} off',
  former: '{host} points to {address}, which {provider} is giving up',
  foreign: 'Some visitors of {host} land elsewhere: {address} is no address of {provider}',
  partial: '{host} loses visitors when one address of {provider} is down: {missing} missing',
  other: '{host} leads to {seen}, but the website is said to run at {stated}',
  direct: '{host} is not behind Cloudflare: attacks reach your server directly',
  unreadable: 'We could not read where {host} points: the name server {problem}',
  mailProxied: 'Mail to {host} cannot arrive: the address belongs to a web proxy, which does not pass mail',
  mailDirect: 'No web proxy stands in the way of mail to {host}',
  mailUnread: 'We could not look for a web proxy in front of mail behind {names}: no answer',
  unrecognised: 'We do not know the provider of {host}, so we cannot tell what it expects',
  nothing: '{host} has no address',
  noHost: 'The project lists no host with a website',
  waiting: 'The records wait for the domain itself, which does not resolve',
} as const

type Facts = { host: Immutable<DnsHost>; index: number; isOld: boolean; profile: Immutable<Profile> }

/** Hosts people are meant to visit; the others may run elsewhere on purpose. */
const VISITED: ReadonlySet<HostRole> = new Set(['apex', 'www', 'app', 'marketing'])

function addressesOf({ v4, v6 }: Immutable<DnsHost>): string[] {
  return [...v4.addresses, ...v6.addresses].map(({ address }) => address)
}

function tableExhibit({ name, apex, aliases }: HostingTarget): Exhibit {
  return {
    kind: 'table',
    title: `What ${name} asks for, as of ${HOSTING_CHECKED_ON}`,
    columns: ['For', 'Value'],
    rows: [
      ...apex.map((address) => ['root domain', address]),
      ...aliases.map((suffix) => ['other names', `an alias below ${suffix}`]),
    ],
  }
}

function targetFix(name: string, target: HostingTarget, wrong: readonly string[]): Fix {
  const records = target.apex.map((value) => ({ type: 'A', name, value, ttl: 300 }))
  const remove = wrong.length === 0 ? [] : [`Delete the ${wrong.join(', ')} from ${name}.`]
  return {
    effort: 'S',
    steps: [
      `Open the domain settings at ${target.name} and compare them with the records below; ${target.name} may name others for your project.`,
      ...remove,
      `Add to ${name} what is missing.`,
    ],
    records,
  }
}

function parkedFix(name: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Delete the address records of ${name} that the registrar entered.`,
      `Enter the address or the alias that your hosting provider names for ${name}.`,
    ],
  }
}

/** Where the host contradicts what a person says about hosting. */
function judgeStated(say: Say<typeof MESSAGES>, { host, index, profile }: Facts, target: HostingTarget | undefined) {
  if (!VISITED.has(host.role)) return undefined
  const name = host.name
  const at = { subject: hostSubject(name), refs: [`dns.hosts#/hosts/${index}`], exhibits: [hostExhibit(host)] }
  const isBehind = addressesOf(host).some(isCloudflareAddress)
  if (profile.behindCloudflare === true && !isBehind) {
    const steps = [
      `At Cloudflare, switch the proxy of ${name} on (orange cloud).`,
      'Set SSL/TLS to "Full (strict)" before, so that no redirect loop appears.',
      'If the host is meant to be reached directly, change the answer about Cloudflare in the profile.',
    ]
    return say.warn('direct', { host: name }, { ...at, fix: { effort: 'S', steps }, impact: 'medium' })
  }
  const stated = hostingByText(profile.hostingProvider)
  if (stated === undefined || target === undefined || stated.id === target.id) return undefined
  const fix = targetFix(name, stated, addressesOf(host))
  return say.warn('other', { host: name, seen: target.name, stated: stated.name }, { ...at, fix })
}

/** Whether an address stands beside those of a provider without being its own, as the table or another operator shows. */
function isForeign(address: string, target: HostingTarget): boolean {
  if (hostingByAddress(address)?.id === target.id) return false
  const operator = operatorOfAddress(address)
  return target.wantsAll === true || (operator !== undefined && operator !== target.id)
}

/** What a known provider says of the addresses of a host. */
function judgeKnown(say: Say<typeof MESSAGES>, { host, index, isOld }: Facts, target: HostingTarget): Finding {
  const name = host.name
  const addresses = addressesOf(host)
  const at = {
    subject: hostSubject(name),
    refs: [`dns.hosts#/hosts/${index}`],
    exhibits: [hostExhibit(host), tableExhibit(target)],
  }
  const provider = target.name
  const former = (target.former ?? []).filter(({ address }) => addresses.includes(address))
  const fix = targetFix(
    name,
    target,
    former.map(({ address }) => address),
  )
  const gone = former.find(({ off }) => off)
  if (gone !== undefined) {
    const params = { host: name, provider, address: gone.address }
    return isOld ? say.warn('retired', params, { ...at, fix }) : say.fail('retired', params, { ...at, fix })
  }
  const [old] = former
  if (old !== undefined)
    return say.warn('former', { host: name, provider, address: old.address }, { ...at, fix, impact: 'medium' })
  const foreign = host.chain.length > 0 ? [] : host.v4.addresses.filter((entry) => isForeign(entry.address, target))
  if (foreign.length > 0) {
    const address = foreign.map((entry) => entry.address).join(', ')
    const there = {
      ...at,
      fix: targetFix(
        name,
        target,
        foreign.map((entry) => entry.address),
      ),
    }
    return say.warn('foreign', { host: name, provider, address }, there)
  }
  const missing = target.apex.filter((address) => !addresses.includes(address))
  const isByAddress = host.chain.length === 0 && missing.length < target.apex.length
  if (target.wantsAll === true && isByAddress && missing.length > 0)
    return say.warn('partial', { host: name, provider, missing: missing.join(', ') }, { ...at, fix, impact: 'medium' })
  return say.pass('ok', { host: name, provider }, at)
}

function judgeHost(say: Say<typeof MESSAGES>, facts: Facts): Finding {
  const { host, index, isOld } = facts
  const name = host.name
  const addresses = addressesOf(host)
  const at = { subject: hostSubject(name), refs: [`dns.hosts#/hosts/${index}`], exhibits: [hostExhibit(host)] }
  const open = [host.v4, host.v6].find((family) => isUndecided(family.status))
  if (addresses.length === 0 && open !== undefined)
    return say.unknown('unreadable', { host: name, problem: statusWords(open.status) }, at)
  if (addresses.length === 0) return say.notApplicable('nothing', { host: name }, at)
  if (host.isMailTarget || host.role === 'mail') {
    if (host.isMailTarget && addresses.some(isCloudflareAddress))
      return say.fail('mailProxied', { host: name }, { ...at, fix: mailFix(name) })
    return say.pass('mailDirect', { host: name }, at)
  }
  const [parked] = addresses.flatMap((address) => parkingAt(address) ?? [])
  if (parked !== undefined) {
    const params = { host: name, provider: parked }
    const fix = parkedFix(name)
    return isOld ? say.warn('parked', params, { ...at, fix }) : say.fail('parked', params, { ...at, fix })
  }
  const aliases = host.chain.map(({ to }) => to)
  const target =
    aliases.flatMap((alias) => hostingByAlias(alias) ?? [])[0] ??
    addresses.flatMap((address) => hostingByAddress(address) ?? [])[0]
  const contradiction = judgeStated(say, facts, target)
  if (contradiction !== undefined) return contradiction
  if (target !== undefined) return judgeKnown(say, facts, target)
  const operator =
    aliases.flatMap((alias) => operatorOfAlias(alias) ?? [])[0] ??
    (addresses.every((address) => operatorOfAddress(address) !== undefined)
      ? operatorOfAddress(addresses[0] ?? '')
      : undefined)
  return operator === undefined
    ? say.unknown('unrecognised', { host: name }, at)
    : say.pass('proxied', { host: name, provider: operatorName(operator) }, at)
}

function mailFix(name: string): Fix {
  return {
    effort: 'S',
    steps: [
      `At Cloudflare, switch the proxy of ${name} off ("DNS only"), so that mail reaches the server itself.`,
      'Keep the proxy on for names that only serve web pages.',
    ],
  }
}

export default defineCheck({
  id: 'dns-hosting-target',
  version: 2,
  kind: 'automatic',
  title: 'Your records match what the hosting provider expects today',
  impact: 'high',
  why: 'Providers move. A record that was right two years ago may lead to an address that is switched off, or to a parking page.',
  covers: { 'dns-apex-resolves': 'supporting', 'dns-key-hosts-resolve': 'supporting' },
  dependsOn: ['domain-resolves', 'host-apex', 'host-roles'],
  needs: { dns: dnsHosts, whole: dnsDomain },
  messages: MESSAGES,
  sources: [
    {
      label: 'GitHub Pages: custom domains',
      url: 'https://docs.github.com/en/pages/configuring-a-custom-domain-for-your-github-pages-site',
    },
    { label: 'Vercel: domains', url: 'https://vercel.com/docs/domains' },
    {
      label: 'Netlify: external DNS',
      url: 'https://docs.netlify.com/domains-https/custom-domains/configure-external-dns/',
    },
    { label: 'Domain Connect templates', url: 'https://github.com/Domain-Connect/Templates' },
  ],
  judge({ dns, whole }, say, { now, target }) {
    const subject = hostSubject(dns.domain)
    if (whole.status === 'nxdomain' || whole.status === 'servfail') return say.unknown('waiting', {}, { subject })
    const isOld = now - Date.parse(HOSTING_CHECKED_ON) > MAX_AGE_MS
    const ofHosts = dns.hosts.flatMap((host, index) =>
      host.registered ? [judgeHost(say, { host, index, isOld, profile: target.profile })] : [],
    )
    const known = new Set(dns.hosts.map(({ name }) => name.toLowerCase()))
    const ofMail = dns.others.flatMap(({ name, kind, addresses }, index) => {
      const isOwn = kind === 'mail-server' && isWithin(name, dns.domain) && !known.has(name.toLowerCase())
      if (!isOwn || !addresses.some(({ address }) => isCloudflareAddress(address))) return []
      const at = { subject: hostSubject(name), refs: [`dns.hosts#/others/${index}`], fix: mailFix(name) }
      return [say.fail('mailProxied', { host: name }, at)]
    })
    // The host of the mail policy serves a web page; a proxy in front of it is fine.
    const unread = (dns.unread ?? []).filter((name) => name !== `mta-sts.${dns.domain}`)
    const ofUnread =
      unread.length === 0
        ? []
        : [say.unknown('mailUnread', { names: unread.join(', ') }, { subject, refs: ['dns.hosts#/unread'] })]
    const findings = [...ofHosts, ...ofMail, ...ofUnread]
    return findings.length > 0 ? findings : say.notApplicable('noHost', {}, { subject })
  },
})
