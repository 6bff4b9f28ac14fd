import { areSerialsComparable, comparableServers, disagreements } from '../checks/shared/zone-facts'
import { Absent } from '../engine/collector'
import { dnsRecheck } from '../evidence/dns-recheck'
import { dnsRecords } from '../evidence/dns-records'
import { defineCollector } from './shared/define'
import { questionType, recordSetOf } from './shared/record-sets'

export default defineCollector(dnsRecheck, {
  needs: { first: dnsRecords },
  lane: 'dns',
  timeoutMs: 165_000,
  async collect({ first }, { net: { dns, pause }, signal }) {
    const servers = comparableServers(first.servers)
    const found = disagreements(servers, areSerialsComparable(first.nameServers))
    const serious = found.filter((entry) => entry.kind !== 'same-provider')
    if (serious.length === 0) throw new Absent('not-relevant')
    await pause(dns.settleMs, signal)
    const again = serious.flatMap((entry) => (entry.kind === 'serial' ? [] : [{ name: entry.name, type: entry.type }]))
    const rows = await Promise.all(
      servers.map(async ({ ns, address, sets }) => {
        const [soa, answers] = await Promise.all([
          dns.askServer(address, first.zone, 'SOA', { fresh: true }),
          Promise.all(
            again
              .filter(({ name, type }) => sets.some((set) => set.name === name && set.type === type))
              .map(async (question) =>
                recordSetOf(
                  question,
                  await dns.askServer(address, question.name, questionType(question.type), { fresh: true }),
                ),
              ),
          ),
        ])
        const record = soa.records.find((entry) => entry.type === 'SOA')
        return { ns, address, ...(record?.type === 'SOA' ? { serial: record.serial } : {}), sets: answers }
      }),
    )
    return { after: Math.round(dns.settleMs / 1000), servers: rows }
  },
})
