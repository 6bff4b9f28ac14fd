import type { Exhibit } from '../engine/finding'
import { host, record } from '../engine/subject'
import { dnsAliases } from '../evidence/dns-aliases'
import { parseAddress } from './shared/address'
import { defineCheck } from './shared/define'

const LONG_CHAIN = 5
const TOO_LONG_CHAIN = 8

export default defineCheck({
  id: 'dns-cname-rules',
  version: 1,
  kind: 'automatic',
  title: 'Aliases in DNS are legal and short',
  impact: 'blocker',
  why: 'An alias replaces everything at its name. On the root domain that includes mail: mail servers follow the alias too.',
  covers: { 'dns-apex-resolves': 'required', 'dns-key-hosts-resolve': 'required' },
  dependsOn: ['domain-resolves'],
  needs: { dns: dnsAliases },
  messages: {
    ok: 'The records of {host} follow the rules for aliases',
    apex: 'Mail for {host} can stop: its root is an alias of {target}',
    mixed: 'Part of {host} is invisible: an alias stands beside {types} records',
    address: 'Nobody can open {host}: its alias points to {target}, and an alias needs a name',
    double: 'People end up in different places: {host} has several aliases, {targets}',
    loop: 'The aliases of {host} go round in a circle',
    tooLong: '{host} needs {hops} aliases to reach an address; many resolvers give up',
    endless: '{host} needs more than {hops} aliases to reach an address; many resolvers give up',
    long: '{host} needs {hops} aliases to reach an address, which slows the first visit',
    aliasedTarget: 'A {type} record of {domain} points to {target}, which is itself an alias',
    unread: 'We could not look for aliases behind {count:record|records}: {names}',
    undecided: 'We could not look at the aliases of {host}',
    noDirect: 'We could not ask the name servers of {host} directly, which this check needs',
  },
  sources: [
    { label: 'RFC 1034 section 3.6.2', url: 'https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2' },
    { label: 'RFC 2181 section 10.1', url: 'https://www.rfc-editor.org/rfc/rfc2181#section-10.1' },
    { label: 'RFC 2181 section 10.3', url: 'https://www.rfc-editor.org/rfc/rfc2181#section-10.3' },
  ],
  judge({ dns }, say) {
    const ofNames = dns.names.map((entry, index) => {
      const hops = entry.chain.length
      const cname = entry.authority?.cname
      const lines = entry.chain.map((hop) => `${hop.from} ${hop.ttl} CNAME ${hop.to}`)
      const seen = cname === undefined || hops > 0 ? lines : [`${entry.name} CNAME ${cname}`]
      const exhibit: Exhibit = {
        kind: 'dns',
        title: `Aliases of ${entry.name}`,
        question: {
          name: entry.name,
          type: 'CNAME',
          ...(entry.authority === undefined ? {} : { server: entry.authority.server }),
        },
        status: seen.length > 0 ? 'answer' : 'no alias',
        records: seen,
        ...(entry.authority === undefined || entry.authority.besides.length === 0
          ? {}
          : { note: `At the same name: ${entry.authority.besides.join(', ')}` }),
      }
      const at = { subject: host(entry.name), refs: [`dns.aliases#/names/${index}`], exhibits: [exhibit] }
      const params = { host: entry.name }
      if (entry.end === 'loop') {
        const steps = [
          `Find the aliases ${entry.chain.map((hop) => hop.from).join(', ')} in your DNS settings.`,
          'Point the last one at the server, or give it an A record.',
        ]
        return say.fail('loop', params, { ...at, fix: { effort: 'S', steps }, impact: 'high' })
      }
      if (cname !== undefined && entry.authority?.isZoneApex === true) {
        const steps = [
          `Remove the CNAME at the root of ${entry.name}.`,
          `Add an A record with the address of ${cname} instead, or an ALIAS, ANAME or flattened CNAME where your DNS host offers one.`,
          'Check afterwards that MX and TXT records of the root answer again.',
        ]
        return say.fail('apex', { ...params, target: cname }, { ...at, fix: { effort: 'S', steps } })
      }
      const last = entry.chain.at(-1) ?? { from: entry.name, to: cname ?? entry.name }
      if (parseAddress(last.to) !== undefined) {
        const type = last.to.includes(':') ? 'AAAA' : 'A'
        const steps = [`Replace the CNAME of ${last.from} by the record below.`]
        const records = [{ type, name: last.from, value: last.to, ttl: 300 }]
        const there = { ...at, fix: { effort: 'S' as const, steps, records }, impact: 'high' as const }
        return say.fail('address', { ...params, target: last.to }, there)
      }
      const more = entry.authority?.more ?? []
      if (cname !== undefined && more.length > 0) {
        const targets = [cname, ...more].join(', ')
        const steps = [`At ${entry.name} keep one of the CNAME records ${targets}; a name may have one only.`]
        return say.fail('double', { ...params, targets }, { ...at, fix: { effort: 'S', steps }, impact: 'medium' })
      }
      if (cname !== undefined && (entry.authority?.besides.length ?? 0) > 0) {
        const types = entry.authority?.besides.join(', ') ?? ''
        const steps = [
          `At ${entry.name} keep either the CNAME or the ${types} records, not both.`,
          'A TXT record for verification usually caused this: put it on the target, or use the name with an underscore that the provider offers.',
        ]
        return say.fail('mixed', { ...params, types }, { ...at, fix: { effort: 'S', steps }, impact: 'medium' })
      }
      const shorten = {
        effort: 'S' as const,
        steps: [`Point ${entry.name} straight at ${entry.chain.at(-1)?.to ?? 'the last name of the chain'}.`],
      }
      if (entry.end === 'too-long')
        return say.fail('endless', { ...params, hops }, { ...at, fix: shorten, impact: 'medium' })
      if (hops > TOO_LONG_CHAIN)
        return say.fail('tooLong', { ...params, hops }, { ...at, fix: shorten, impact: 'medium' })
      if (hops >= LONG_CHAIN) return say.warn('long', { ...params, hops }, { ...at, fix: shorten, impact: 'medium' })
      if (entry.end === 'unknown') return say.unknown('undecided', params, at)
      if (entry.authority === undefined && entry.name === dns.domain) return say.unknown('noDirect', params, at)
      return say.pass('ok', params, at)
    })
    const ofTargets = dns.aliasedTargets.map((entry, index) =>
      say.warn(
        'aliasedTarget',
        { type: entry.type, domain: dns.domain, target: entry.target },
        {
          subject: record(entry.type, entry.target),
          refs: [`dns.aliases#/aliasedTargets/${index}`],
          impact: 'medium',
          fix: {
            effort: 'S',
            steps: [
              `Give ${entry.target} an A record of its own, or name the host it is an alias of in the ${entry.type} record.`,
            ],
          },
        },
      ),
    )
    const unread = dns.unread ?? []
    const ofUnread =
      unread.length === 0
        ? []
        : [
            say.unknown(
              'unread',
              { count: unread.length, names: unread.slice(0, 5).join(', ') },
              { subject: host(dns.domain), refs: ['dns.aliases#/unread'] },
            ),
          ]
    return [...ofNames, ...ofTargets, ...ofUnread]
  },
})
