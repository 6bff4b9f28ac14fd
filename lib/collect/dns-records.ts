import type { RecordSet, ZoneSoa } from '../checks/shared/zone-facts'
import { dnsRecords } from '../evidence/dns-records'
import type { AuthorityServer, DnsAnswer, DnsClient } from '../net/dns/types'
import { defineCollector } from './shared/define'
import {
  ipv6Questions,
  lifetimeQuestions,
  questionType,
  recordSetOf,
  type SetQuestion,
  setQuestions,
} from './shared/record-sets'

/** Servers of which whole record sets are read; the timers are read of all. */
const MAX_SERVERS = 4

function soaOf(answer: DnsAnswer | undefined): ZoneSoa | undefined {
  const record = answer?.records.find((entry) => entry.type === 'SOA')
  if (answer?.aa !== true || record?.type !== 'SOA') return undefined
  const { name: _name, type: _type, ...soa } = record
  return soa
}

/** One answering address of each name server, IPv4 where there is one. */
function serversToRead(servers: readonly AuthorityServer[]): Set<AuthorityServer> {
  const good = servers.filter((server) => soaOf(server.soa) !== undefined)
  const sorted = [...good].sort((a, b) => Number(a.address.includes(':')) - Number(b.address.includes(':')))
  const byName = new Map<string, AuthorityServer>()
  for (const server of sorted) if (!byName.has(server.ns.toLowerCase())) byName.set(server.ns.toLowerCase(), server)
  return new Set([...byName.values()].slice(0, MAX_SERVERS))
}

async function serverRow(
  dns: DnsClient,
  server: AuthorityServer,
  questions: readonly SetQuestion[],
): Promise<{ ns: string; address: string; soa?: ZoneSoa; nsTtl?: number; sets: RecordSet[] }> {
  const soa = soaOf(server.soa)
  const nsTtl = server.nsSet?.aa === true ? server.nsSet.records.find((record) => record.type === 'NS')?.ttl : undefined
  const readAll = (list: readonly SetQuestion[]): Promise<RecordSet[]> =>
    Promise.all(
      list.map(async (question) =>
        recordSetOf(question, await dns.askServer(server.address, question.name, questionType(question.type))),
      ),
    )
  const first = await readAll(questions)
  const sets = [...first, ...(await readAll(ipv6Questions(first)))]
  return {
    ns: server.ns,
    address: server.address,
    ...(soa === undefined ? {} : { soa }),
    ...(nsTtl === undefined ? {} : { nsTtl }),
    sets,
  }
}

/** The same questions at each resolver. */
async function resolverRows(dns: DnsClient, questions: readonly SetQuestion[]) {
  const bySet = await Promise.all(
    questions.map(async (question) => {
      const answers = await dns.resolveEach(question.name, questionType(question.type))
      return answers.map((answer) => recordSetOf(question, answer))
    }),
  )
  return dns.resolvers.map((server, index) => ({ server, sets: bySet.flatMap((answers) => answers[index] ?? []) }))
}

export default defineCollector(dnsRecords, {
  needs: {},
  lane: 'dns',
  timeoutMs: 25_000,
  async collect(_needs, { target, net: { dns } }) {
    const questions = setQuestions(target)
    const [authority, resolvers] = await Promise.all([dns.authority(target.domain), resolverRows(dns, questions)])
    const read = serversToRead(authority.servers)
    const [main] = read
    const wanted = (server: AuthorityServer): SetQuestion[] => {
      if (!read.has(server)) return []
      return server === main ? [...questions, ...lifetimeQuestions(target)] : questions
    }
    const servers = await Promise.all(authority.servers.map((server) => serverRow(dns, server, wanted(server))))
    return {
      domain: target.domain,
      status: authority.status,
      zone: authority.zone,
      nameServers: [...new Set([...authority.parentNs, ...authority.childNs].map((name) => name.toLowerCase()))].sort(),
      servers,
      resolvers,
    }
  },
})
