import { parseAddress } from '../checks/shared/address'
import { providerByMx } from '../checks/shared/mail/provider-lookup'
import { type MailMx, type MxHost, mailMx } from '../evidence/mail-mx'
import type { DnsAnswer } from '../net/dns/types'
import type { Net } from '../net/types'
import { defineCollector } from './shared/define'
import { aliasesOf, exchangesOf, isVoid } from './shared/mail-dns'

const MAX_HOSTS = 15

function familyOf(answer: DnsAnswer, net: Net): NonNullable<MxHost['v4']> {
  const addresses = answer.records.flatMap((record) =>
    record.type === 'A' || record.type === 'AAAA'
      ? [{ address: record.address, class: net.addressClass(record.address) }]
      : [],
  )
  return { status: answer.status, addresses }
}

function kindOf(exchange: string): MxHost['kind'] {
  if (exchange === '.' || exchange === '') return 'null'
  if (parseAddress(exchange.replace(/^\[|\]$/g, '')) !== undefined) return 'literal'
  if (/^localhost(\.localdomain)?$/i.test(exchange)) return 'localhost'
  return 'host'
}

async function lookAt(net: Net, entry: { preference: number; exchange: string }): Promise<MxHost> {
  const kind = kindOf(entry.exchange)
  const provider = providerByMx(entry.exchange)?.id
  const base: MxHost = { ...entry, kind, aliases: [], ...(provider === undefined ? {} : { provider }) }
  if (kind !== 'host') return base
  const [a, aaaa] = await Promise.all([net.dns.resolve(entry.exchange, 'A'), net.dns.resolve(entry.exchange, 'AAAA')])
  if (a.status === 'badname') return { ...base, kind: 'bad-name' }
  const chain = aliasesOf(a)
  // Either answer leads through the alias, also where the other one was lost.
  const aliases = chain.length > 0 ? chain : aliasesOf(aaaa)
  const row = { ...base, aliases, v4: familyOf(a, net), v6: familyOf(aaaa, net) }
  if (!isVoid(a) || !isVoid(aaaa)) return row
  const [first, second] = await Promise.all([
    net.dns.confirmAbsent(entry.exchange, 'A'),
    net.dns.confirmAbsent(entry.exchange, 'AAAA'),
  ])
  const outcomes = [first.outcome, second.outcome]
  const absence = outcomes.includes('present') ? 'present' : outcomes.includes('undecided') ? 'undecided' : 'absent'
  return { ...row, absence }
}

export default defineCollector(mailMx, {
  needs: {},
  lane: 'dns',
  timeoutMs: 20_000,
  async collect(_needs, { target: { domain }, net }): Promise<MailMx> {
    const first = await net.dns.resolve(domain, 'MX')
    const absence = isVoid(first) ? await net.dns.confirmAbsent(domain, 'MX') : undefined
    const published = absence?.answers.find((entry) => entry.status === 'answer')
    const late = absence?.outcome === 'present' && published !== undefined
    const answer = late && published !== undefined ? published : first
    const exchanges = exchangesOf(answer).slice(0, MAX_HOSTS)
    const hosts = await Promise.all(exchanges.map((entry) => lookAt(net, entry)))
    const base = {
      domain,
      status: answer.status,
      ...(absence === undefined ? {} : { absence: absence.outcome }),
      late,
      hosts,
    }
    if (hosts.length > 0) return base
    const [a, aaaa] = await Promise.all([net.dns.resolve(domain, 'A'), net.dns.resolve(domain, 'AAAA')])
    return { ...base, own: { v4: familyOf(a, net), v6: familyOf(aaaa, net) } }
  },
})
