import { createHash } from 'node:crypto'
import type { CurrentSet, DriftType } from '../../checks/shared/drift'
import type { Target } from '../../engine/target'
import type { DnsAnswer, DnsType, Rr } from '../../net/dns/types'

const MAX_HOSTS = 20
const MAX_SELECTORS = 20
const MAX_VALUES = 30
const MAX_TEXT = 1000

export type DriftQuestion = { name: string; type: DriftType }

/** What the product stands on: its hosts, mail and the records that protect it, and the delegation. */
export function driftQuestions({ domain, hosts, sending }: Target): DriftQuestion[] {
  const names = [domain, `www.${domain}`, ...hosts.slice(0, MAX_HOSTS).map((host) => host.name)]
  const selectors = sending.flatMap((sender) =>
    (sender.selectors ?? []).map((selector) => `${selector}._domainkey.${sender.domain}`),
  )
  const senders = sending.flatMap((sender) => [sender.domain, ...(sender.returnPath ?? [])])
  const unique = (list: readonly string[]): string[] => [...new Set(list.map((name) => name.toLowerCase()))]
  return [
    { name: domain, type: 'NS' },
    ...unique(names).map((name): DriftQuestion => ({ name, type: 'ADDRESS' })),
    { name: domain, type: 'MX' },
    ...unique([domain, ...senders]).map((name): DriftQuestion => ({ name, type: 'SPF' })),
    ...unique([domain, ...sending.map((sender) => sender.domain)]).map(
      (name): DriftQuestion => ({ name: `_dmarc.${name}`, type: 'DMARC' }),
    ),
    ...unique(selectors)
      .slice(0, MAX_SELECTORS)
      .map((name): DriftQuestion => ({ name, type: 'DKIM' })),
    { name: domain, type: 'CAA' },
  ]
}

/** The questions that make up a set. */
export function typesOf(type: DriftType): readonly DnsType[] {
  switch (type) {
    case 'ADDRESS':
      return ['A', 'AAAA']
    case 'SPF':
    case 'DMARC':
    case 'DKIM':
      return ['TXT']
    default:
      return [type]
  }
}

function fingerprint(text: string): string {
  return `key ${createHash('sha256').update(text.replaceAll(/\s/g, '')).digest('hex').slice(0, 16)}`
}

function valuesIn(record: Rr, type: DriftType): string[] {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return [record.address.toLowerCase()]
    case 'MX':
      return [`${record.preference} ${record.exchange.toLowerCase()}`]
    case 'NS':
      return [record.target.toLowerCase()]
    case 'CAA':
      return [`${record.critical ? 128 : 0} ${record.tag.toLowerCase()} "${record.value.slice(0, MAX_TEXT)}"`]
    case 'TXT':
      if (type === 'DKIM') return [fingerprint(record.text)]
      if (type === 'SPF' && !/^\s*v=spf1(\s|$)/i.test(record.text)) return []
      if (type === 'DMARC' && !/^\s*v\s*=\s*dmarc1\s*(;|$)/i.test(record.text)) return []
      return [record.text.slice(0, MAX_TEXT)]
    default:
      return []
  }
}

function isUnsure({ status }: DnsAnswer): boolean {
  return status !== 'answer' && status !== 'nodata' && status !== 'nxdomain'
}

/**
 * The answers to the questions of a set as one comparable set. Behind an alias the alias is the set:
 * what its target holds is another zone's matter, as with a DKIM key its service rotates.
 */
export function driftSet({ name, type }: DriftQuestion, answers: readonly DnsAnswer[]): CurrentSet {
  const unsure = answers.find(isUnsure)
  if (unsure !== undefined) return { name, type, status: unsure.status, values: [] }
  const alias = answers.flatMap((answer) => answer.cnameChain[0]?.target.toLowerCase() ?? [])[0]
  const status = answers.some((answer) => answer.status === 'answer') ? 'answer' : (answers[0]?.status ?? 'nodata')
  if (alias !== undefined) return { name, type, status: 'answer', values: [`CNAME ${alias}`] }
  const held = answers.flatMap((answer) => answer.records.flatMap((record) => valuesIn(record, type)))
  return { name, type, status, values: [...new Set(held)].sort().slice(0, MAX_VALUES) }
}
