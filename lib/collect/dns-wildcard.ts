import { randomBytes } from 'node:crypto'
import { dnsWildcard, type WildcardProbe } from '../evidence/dns-wildcard'
import type { DnsClient, Rr } from '../net/dns/types'
import { defineCollector } from './shared/define'

const TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'TXT'] as const
/** Below the names of keys only texts and aliases can deceive anybody. */
const KEY_TYPES = ['TXT'] as const

function valueOfRecord(record: Rr): string[] {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return [record.address]
    case 'CNAME':
      return [record.target.toLowerCase()]
    case 'MX':
      return [`${record.preference} ${record.exchange.toLowerCase()}`]
    case 'TXT':
      return [record.text.slice(0, 200)]
    default:
      return []
  }
}

const randomLabel = (): string => `lr-${randomBytes(8).toString('hex')}`

type Answer = WildcardProbe['answers'][number]

/** Texts and mail servers behind an alias are those of its target and no catch-all of this zone. */
async function ask(dns: DnsClient, name: string, type: WildcardProbe['type'], fresh: boolean): Promise<Answer> {
  const answer = await dns.resolve(name, type, { fresh })
  const isBorrowed = (type === 'TXT' || type === 'MX') && answer.cnameChain.length > 0
  const values = isBorrowed ? [] : answer.records.flatMap(valueOfRecord).sort().slice(0, 10)
  return { status: answer.status, values }
}

async function probe(
  dns: DnsClient,
  below: string,
  labels: readonly string[],
  type: WildcardProbe['type'],
): Promise<WildcardProbe> {
  const askAll = (fresh: boolean) => Promise.all(labels.map((label) => ask(dns, `${label}.${below}`, type, fresh)))
  const answers = await askAll(false)
  // One name with an answer and one without may be chance, so both are asked once more.
  const isMixed = new Set(answers.map(({ values }) => values.length > 0)).size > 1
  return { below, type, answers: isMixed ? await askAll(true) : answers }
}

export default defineCollector(dnsWildcard, {
  needs: {},
  lane: 'dns',
  timeoutMs: 25_000,
  async collect(_needs, { target: { domain }, net: { dns } }) {
    const labels = [randomLabel(), randomLabel()]
    const keys = `_domainkey.${domain}`
    const all = await Promise.all([
      ...TYPES.map((type) => probe(dns, domain, labels, type)),
      ...KEY_TYPES.map((type) => probe(dns, keys, labels, type)),
    ])
    return { domain, probes: all }
  },
})
