import { parseAddress } from '../checks/shared/address'
import { isUndecided } from '../checks/shared/dns-facts'
import { providerByMx } from '../checks/shared/mail/provider-lookup'
import { reverseName } from '../checks/shared/spf/macro'
import { isSpfRecord, parseSpf, type SpfMechanism } from '../checks/shared/spf/parse'
import type { Immutable } from '../engine/immutable'
import { type MailReverse, mailReverse } from '../evidence/mail-reverse'
import { mailSpf, type SpfDomain } from '../evidence/mail-spf'
import type { DnsAnswer, DnsClient } from '../net/dns/types'
import type { Net } from '../net/types'
import { defineCollector } from './shared/define'
import { exchangesOf, isVoid } from './shared/mail-dns'

const MAX_ADDRESSES = 8
const MAX_NAMES = 3

type Row = MailReverse['addresses'][number]
type Own = Pick<Row, 'address' | 'term' | 'owner' | 'website'>
type Found = { own: Own[]; unread: string[] }

/** Terms that name single servers; networks are nobody's single server. */
function singleHosts(entry: Immutable<SpfDomain>): SpfMechanism[] {
  const records = entry.texts.filter(isSpfRecord)
  const [text] = records
  if (text === undefined || records.length > 1) return []
  return parseSpf(text).terms.filter(
    (term): term is SpfMechanism =>
      term.kind === 'mechanism' &&
      term.qualifier === '+' &&
      ['ip4', 'ip6', 'a', 'mx'].includes(term.name) &&
      term.cidr4 === 32 &&
      term.cidr6 === 128 &&
      term.target?.includes('%') !== true,
  )
}

function addressesOf(answers: readonly DnsAnswer[]): string[] {
  return answers.flatMap((answer) =>
    answer.records.flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [record.address] : [])),
  )
}

function isUnread(answer: DnsAnswer): boolean {
  return answer.status !== 'answer' && answer.status !== 'badname' && !isVoid(answer)
}

async function hostAddresses(dns: DnsClient, name: string): Promise<{ addresses: string[]; unread: boolean }> {
  const answers = await Promise.all([dns.resolve(name, 'A'), dns.resolve(name, 'AAAA')])
  return { addresses: addressesOf(answers), unread: answers.some(isUnread) }
}

async function readTerm(dns: DnsClient, owner: string, term: SpfMechanism): Promise<Found> {
  if (term.address !== undefined) {
    return { own: [{ address: term.address, term: term.text, owner, website: false }], unread: [] }
  }
  const target = term.target ?? owner
  const website = term.name === 'a' && target.toLowerCase() === owner
  const mx = term.name === 'mx' ? await dns.resolve(target, 'MX') : undefined
  const hosts = mx === undefined ? [target] : exchangesOf(mx).map((entry) => entry.exchange)
  // The servers of a mailbox service are its own business, and they do not send for others from there.
  const own = hosts.filter((host) => host !== '.' && providerByMx(host) === undefined)
  const found = await Promise.all(own.slice(0, MAX_ADDRESSES).map((host) => hostAddresses(dns, host)))
  const unread = (mx !== undefined && isUnread(mx)) || found.some((entry) => entry.unread)
  return {
    own: found.flatMap((entry) => entry.addresses.map((address) => ({ address, term: term.text, owner, website }))),
    unread: unread ? [term.text] : [],
  }
}

async function nameRow(dns: DnsClient, name: string, address: string): Promise<Row['names'][number]> {
  const wanted = parseAddress(address)
  const answer = await dns.resolve(name, wanted?.family === 6 ? 'AAAA' : 'A')
  const back = addressesOf([answer]).some((text) => parseAddress(text)?.value === wanted?.value)
  return { name, leadsBack: back ? 'yes' : isUnread(answer) ? 'unknown' : 'no' }
}

async function lookAt(dns: DnsClient, own: Own): Promise<Row> {
  const parsed = parseAddress(own.address)
  if (parsed === undefined) return { ...own, status: 'badname', names: [] }
  const answer = await dns.resolve(reverseName(parsed), 'PTR')
  const targets = answer.records.flatMap((record) => (record.type === 'PTR' ? [record.target] : []))
  const names = await Promise.all(targets.slice(0, MAX_NAMES).map((name) => nameRow(dns, name, own.address)))
  return { ...own, status: answer.status, names }
}

function unique(rows: readonly Own[], net: Net): Own[] {
  const isPublic = rows.filter((row) => net.addressClass(row.address) === 'public')
  // An address listed twice counts as a mail server as soon as one term says so.
  const sorted = isPublic.toSorted((left, right) => Number(left.website) - Number(right.website))
  const byAddress = new Map<string, Own>()
  for (const row of sorted) if (!byAddress.has(row.address)) byAddress.set(row.address, row)
  return [...byAddress.values()].slice(0, MAX_ADDRESSES)
}

export default defineCollector(mailReverse, {
  needs: { spf: mailSpf },
  lane: 'dns',
  timeoutMs: 20_000,
  async collect({ spf }, { net, target: { domain } }): Promise<MailReverse> {
    if (!spf.sends) return { domain, addresses: [], unread: [] }
    const terms = spf.domains.flatMap((entry) => singleHosts(entry).map((term) => ({ owner: entry.domain, term })))
    const unreadRecords = spf.domains.flatMap((entry) =>
      isUndecided(entry.status) || entry.absence === 'undecided' ? [`the SPF record of ${entry.domain}`] : [],
    )
    const found = await Promise.all(terms.map(({ owner, term }) => readTerm(net.dns, owner, term)))
    const own = unique(
      found.flatMap((entry) => entry.own),
      net,
    )
    return {
      domain,
      addresses: await Promise.all(own.map((row) => lookAt(net.dns, row))),
      unread: [...new Set([...unreadRecords, ...found.flatMap((entry) => entry.unread)])].slice(0, MAX_ADDRESSES),
    }
  },
})
