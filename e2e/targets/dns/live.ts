import type { View } from './views'
import type { ZoneRecord } from './zone-text'

/** TXT values by owner name, in lower case, that are published while the laboratory runs. */
export type LiveRecords = Map<string, string[]>

const TTL_SECONDS = 5

function recordsOf(name: string, values: readonly string[]): ZoneRecord[] {
  return values.map((text) => ({ name, ttl: TTL_SECONDS, type: 'TXT', data: { kind: 'txt', strings: [text] } }))
}

/**
 * A view that also knows the records published since the start. A server answers with them only for names of its
 * own zones, as it does with the records of their text.
 */
export function withLive(view: View, live: LiveRecords, { recursive }: { recursive: boolean }): View {
  return (question) => {
    const told = view(question)
    const values = question.type === 'TXT' ? live.get(question.name) : undefined
    const isOurs = recursive || told.aa
    if (values === undefined || values.length === 0 || !isOurs) return told
    const kept = told.rcode === 'NOERROR' ? told.answers : []
    const answers = [...kept, ...recordsOf(question.name, values)]
    return { rcode: 'NOERROR', aa: told.aa, answers, authorities: [], additionals: [] }
  }
}
