import { z } from 'zod'
import { isUndecided } from '../checks/shared/dns-facts'
import { type SeenName, seenNames } from '../checks/shared/seen-names'
import type { Outcome } from '../engine/evidence'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { dnsFound } from '../evidence/dns-found'
import { dnsHosts } from '../evidence/dns-hosts'
import { dnsWildcard } from '../evidence/dns-wildcard'
import { type HostSuggestions, hostSuggestions } from '../evidence/host-suggestions'
import { mailMx } from '../evidence/mail-mx'
import { webDocuments } from '../evidence/web-documents'
import { webEntry } from '../evidence/web-entry'
import { webTls } from '../evidence/web-tls'
import type { DnsAnswer, DnsClient } from '../net/dns/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import type { Ports } from './shared/ports'

/** The question whose answer is the list of names somebody set aside. */
const QUESTION = 'hosts-dismissed'
const MAX_SET_ASIDE = 200
const MAX_ASKED = 40
const MAX_HOSTS = 30

type Looked = SeenName & { dns: 'resolves' | 'gone' | 'open'; values: string[] }

function valuesOf(answers: readonly DnsAnswer[]): string[] {
  return answers.flatMap(({ records, cnameChain }) => [
    ...cnameChain.slice(0, 1).map(({ target }) => target.toLowerCase()),
    ...records.flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [record.address] : [])),
  ])
}

/** Addresses only: a name is looked up and never connected to before a person confirms it. */
async function lookUp(dns: DnsClient, seen: SeenName): Promise<Looked> {
  const v4 = await dns.resolve(seen.name, 'A')
  const answers = v4.status === 'nodata' ? [v4, await dns.resolve(seen.name, 'AAAA')] : [v4]
  const resolves = answers.some(({ status, records }) => status === 'answer' && records.length > 0)
  const open = answers.some(({ status }) => isUndecided(status))
  return { ...seen, dns: resolves ? 'resolves' : open ? 'open' : 'gone', values: valuesOf(answers) }
}

/** A name that answers like an invented one and says nothing by itself is most likely a customer's. */
function isTenant({ role, seen, values }: Looked, caught: ReadonlySet<string>): boolean {
  const isNamed = role !== 'other' || seen.some(({ source }) => source === 'redirect' || source === 'alias')
  return !isNamed && values.length > 0 && values.some((value) => caught.has(value))
}

function readOf<Value>(outcome: Immutable<Outcome<Value>>): Immutable<Value> | undefined {
  // An outcome that is ok carries the value its token promises, which the mapped type hides.
  return outcome.status === 'ok' ? (outcome as Immutable<{ value: Value }>).value : undefined
}

function setAsideIn(ports: Ports): string[] {
  const stored = z.array(z.string().max(253)).safeParse(ports.input(QUESTION)?.value)
  return stored.success ? stored.data.slice(0, MAX_SET_ASIDE) : []
}

export default defineCollector(hostSuggestions, {
  needs: {
    documents: outcomeOf(webDocuments),
    entry: outcomeOf(webEntry),
    tls: outcomeOf(webTls),
    mx: outcomeOf(mailMx),
    dns: outcomeOf(dnsHosts),
    wildcard: outcomeOf(dnsWildcard),
    found: outcomeOf(dnsFound),
  },
  asks: [QUESTION],
  lane: 'dns',
  timeoutMs: 15_000,
  async collect(needs, { target, ports, net: { dns }, softDeadline }): Promise<HostSuggestions> {
    const documents = readOf(needs.documents)
    const tls = readOf(needs.tls)
    const entry = readOf(needs.entry)
    const mx = readOf(needs.mx)
    const hosts = readOf(needs.dns)
    const found = readOf(needs.found)
    const probes = readOf(needs.wildcard)?.probes ?? []
    const { zone, names } = seenNames(target, {
      documents: documents?.pages,
      entry,
      tls,
      mx,
      hosts: hosts?.hosts,
      usual: found?.names,
    })
    const caught = new Set(
      probes
        .filter(({ type }) => type !== 'TXT' && type !== 'MX')
        .flatMap(({ answers }) => answers.flatMap((a) => a.values)),
    )
    const looked = await Promise.all(
      names
        .slice(0, MAX_ASKED)
        .map((seen) => byDeadline(softDeadline, lookUp(dns, seen), { ...seen, dns: 'open' as const, values: [] })),
    )
    const setAside = setAsideIn(ports)
    const alive = looked.filter((row) => row.dns !== 'gone')
    const own = alive.filter((row) => !isTenant(row, caught))
    const unread = [
      documents === undefined ? (['pages'] as const) : [],
      tls === undefined ? (['certificates'] as const) : [],
      entry === undefined ? (['redirects'] as const) : [],
      mx === undefined ? (['mail servers'] as const) : [],
      hosts === undefined ? (['aliases'] as const) : [],
      found === undefined || found.unanswered.length > 0 ? (['usual names'] as const) : [],
    ].flat()
    return {
      zone,
      hosts: own.slice(0, MAX_HOSTS).map(({ name, role, dns: state, seen }) => ({
        name,
        role,
        dns: state === 'open' ? 'open' : 'resolves',
        seen,
      })),
      ...(setAside.length === 0 ? {} : { setAside }),
      leftOut: {
        gone: looked.length - alive.length,
        tenants: alive.length - own.length,
        tooMany: names.length - looked.length + Math.max(0, own.length - MAX_HOSTS),
      },
      unread,
    }
  },
})
