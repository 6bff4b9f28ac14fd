import { type Confirmed, type CurrentSet, confirmedSchema, differs } from '../checks/shared/drift'
import { dnsDrift } from '../evidence/dns-drift'
import type { DnsAnswer, DnsClient } from '../net/dns/types'
import { defineCollector } from './shared/define'
import { type DriftQuestion, driftQuestions, driftSet, typesOf } from './shared/drift-sets'
import type { Ports } from './shared/ports'

/** The question whose answer is the snapshot. */
const QUESTION = 'dns-confirmed'

type Snapshot = Confirmed & { at: number }

/** What was confirmed; something that has another shape was not confirmed with this version. */
function confirmedOf(ports: Ports): Snapshot | undefined {
  const stored = ports.input(QUESTION)
  const parsed = confirmedSchema.safeParse(stored?.value)
  return stored === undefined || !parsed.success ? undefined : { ...parsed.data, at: stored.at }
}

async function lookAt(dns: DnsClient, question: DriftQuestion): Promise<CurrentSet> {
  return driftSet(question, await Promise.all(typesOf(question.type).map((type) => dns.resolve(question.name, type))))
}

/** The same question to a name server of the zone, or, where none can be reached, to another resolver. */
async function secondLook(dns: DnsClient, question: DriftQuestion): Promise<CurrentSet['second']> {
  const types = typesOf(question.type)
  const [server] = (await dns.direct()) ? await dns.serversOf(question.name) : []
  if (server !== undefined) {
    const answers = await Promise.all(types.map((type) => dns.askServer(server, question.name, type)))
    const { status, values } = driftSet(question, answers)
    return { by: server, status, values }
  }
  const byType = await Promise.all(types.map((type) => dns.resolveEach(question.name, type)))
  const answers = byType.flatMap((list): DnsAnswer[] => (list.length > 1 ? list.slice(-1) : []))
  if (answers.length < types.length) return undefined
  const { status, values } = driftSet(question, answers)
  return { by: answers[0]?.server ?? '', status, values }
}

export default defineCollector(dnsDrift, {
  needs: {},
  asks: [QUESTION],
  lane: 'dns',
  timeoutMs: 30_000,
  async collect(_needs, { target, ports, net: { dns } }) {
    const confirmed = confirmedOf(ports)
    const sets = await Promise.all(
      driftQuestions(target).map(async (question) => {
        const set = await lookAt(dns, question)
        const second = differs(set, confirmed) ? await secondLook(dns, question) : undefined
        return second === undefined ? set : { ...set, second }
      }),
    )
    return { domain: target.domain, sets, ...(confirmed === undefined ? {} : { confirmed }) }
  },
})
