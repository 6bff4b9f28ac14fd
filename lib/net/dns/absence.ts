import type { DnsCore } from './client'
import type { Absence, DnsAnswer, DnsClient, DnsType } from './types'

export type AbsenceDeps = { core: DnsCore; serversOf: DnsClient['serversOf']; resolverCount: number }

const MAX_ALIASES = 10

const isMissing = (answer: DnsAnswer) => answer.status === 'nodata' || answer.status === 'nxdomain'

function weigh(answers: readonly DnsAnswer[]): Absence['outcome'] {
  if (answers.some((answer) => answer.status === 'answer')) return 'present'
  return answers.length > 0 && answers.every(isMissing) ? 'absent' : 'undecided'
}

async function askResolvers(core: DnsCore, name: string, type: DnsType): Promise<Absence> {
  const answers = await core.resolveEach(name, type)
  const outcome = weigh(answers)
  // One resolver that repeats itself proves nothing.
  return { by: 'resolver', answers, outcome: outcome === 'absent' && answers.length < 2 ? 'undecided' : outcome }
}

/**
 * Whether a record is really missing (RFC 2308): up to two authoritative servers, past every cache,
 * must agree; without direct access a second resolver. Aliases are followed to the zone of their
 * target; a loop of aliases holds no record and counts as absent.
 */
export async function confirmAbsent(deps: AbsenceDeps, name: string, type: DnsType): Promise<Absence> {
  if (!(await deps.core.direct())) return askResolvers(deps.core, name, type)
  const asked: DnsAnswer[] = []
  const seen = new Set<string>()
  let current = name
  while (seen.size <= MAX_ALIASES) {
    if (seen.has(current.toLowerCase())) return { outcome: 'absent', by: 'authority', answers: asked }
    seen.add(current.toLowerCase())
    const servers = await deps.serversOf(current)
    const answers = await Promise.all(servers.map((address) => deps.core.askServer(address, current, type)))
    asked.push(...answers)
    const alias = answers.find((answer) => answer.cnameChain.length > 0 && answer.status !== 'answer')
    const next = alias?.cnameChain.at(-1)?.target
    if (next === undefined) return { outcome: weigh(answers), by: 'authority', answers: asked }
    current = next
  }
  return { outcome: 'undecided', by: 'authority', answers: asked }
}
