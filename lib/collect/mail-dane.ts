import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Immutable } from '../engine/immutable'
import { type DaneHost, mailDane, type TlsaRecord } from '../evidence/mail-dane'
import { type MxHost, mailMx } from '../evidence/mail-mx'
import type { DnsAnswer, DnsClient } from '../net/dns/types'
import { defineCollector } from './shared/define'

const MAX_HOSTS = 4
const MAX_RECORDS = 12
const MAX_DIGEST = 64

const tlsaData = z.object({
  usage: z.number(),
  selector: z.number(),
  matchingType: z.number(),
  certificate: z.base64(),
})

function readTlsa(data: string): TlsaRecord | undefined {
  try {
    const { usage, selector, matchingType, certificate } = tlsaData.parse(JSON.parse(data))
    const bytes = Buffer.from(certificate, 'base64')
    // Matching type 0 holds the whole thing; its digest identifies it just as well.
    const kept = bytes.length > MAX_DIGEST ? createHash('sha256').update(bytes).digest() : bytes
    return { usage, selector, matching: matchingType, data: kept.toString('hex') }
  } catch {
    // A record that was cut at the limit, or none at all.
    return undefined
  }
}

function tlsaIn(answer: DnsAnswer): TlsaRecord[] {
  return answer.records.slice(0, MAX_RECORDS).flatMap((record) => {
    const read = record.type === 'OTHER' && record.rrtype === 'TLSA' ? readTlsa(record.data) : undefined
    return read === undefined ? [] : [read]
  })
}

/** Whether the address of the server was validated; one signed family is what a sender needs. */
async function hasSecureAddress(dns: DnsClient, exchange: string): Promise<boolean> {
  const answers = await Promise.all([
    dns.resolve(exchange, 'A', { dnssec: true }),
    dns.resolve(exchange, 'AAAA', { dnssec: true }),
  ])
  return answers.filter((answer) => answer.status === 'answer').every((answer) => answer.ad)
}

/** RFC 7672 section 2.2.2: the name behind an alias first, then the name of the server itself. */
async function lookAt(dns: DnsClient, { exchange, aliases }: Immutable<MxHost>): Promise<DaneHost> {
  const names = [...new Set([aliases.at(-1) ?? exchange, exchange])].map((name) => `_25._tcp.${name}`)
  const answers = await Promise.all(names.map((name) => dns.resolve(name, 'TLSA', { dnssec: true })))
  const found = answers.find((answer) => answer.status === 'answer') ?? answers[0]
  const records = found === undefined ? [] : tlsaIn(found)
  const base = { exchange, name: found?.name ?? '', status: found?.status ?? 'network', records }
  if (records.length === 0 || found === undefined) return { ...base, secure: false }
  return { ...base, secure: found.ad && (await hasSecureAddress(dns, exchange)) }
}

export default defineCollector(mailDane, {
  needs: { mx: mailMx },
  lane: 'dns',
  timeoutMs: 15_000,
  async collect({ mx }, { net: { dns } }) {
    const wanted = mx.hosts
      .filter((host) => host.kind === 'host')
      .toSorted((left, right) => left.preference - right.preference)
      .slice(0, MAX_HOSTS)
    const hosts = await Promise.all(wanted.map((host) => lookAt(dns, host)))
    const base = { domain: mx.domain, hosts }
    if (hosts.every((host) => host.records.length === 0)) return base
    const [root, list] = await Promise.all([
      dns.resolve('.', 'DNSKEY', { dnssec: true }),
      dns.resolve(mx.domain, 'MX', { dnssec: true }),
    ])
    return { ...base, validates: root.ad, secureMx: list.ad }
  },
})
