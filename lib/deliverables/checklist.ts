import type { Checklist } from './doc'
import { day } from './parts'

type Tick = { how: 'person' | 'confirmation' | 'evidence'; by: string | null; at: string }

/** What documents need of the handover checklist as it is read. Times are RFC 3339. */
type Handover = {
  sections: readonly {
    title: string
    rows: readonly {
      kind: string
      text: string
      tick: Tick | null
      owner: { name: string } | null
      transfer: { from: string; to: string } | null
    }[]
  }[]
  approvers: readonly { title: string; name: string | null; reach: string | null }[]
}

function doneWords(tick: Tick | null): string | null {
  if (tick === null) return null
  const on = day(Date.parse(tick.at))
  if (tick.how === 'evidence' || tick.by === null) return `proven on ${on}`
  return `${tick.how === 'confirmation' ? 'confirmed by ' : ''}${tick.by} on ${on}`
}

/** The handover checklist as documents show it; what changes hands stands apart. */
export function checklistOf({ sections, approvers }: Handover): Checklist {
  return {
    sections: sections.map(({ title, rows }) => ({
      title,
      rows: rows
        .filter(({ transfer }) => transfer === null)
        .map(({ text, tick, owner }) => ({ text, done: doneWords(tick), owner: owner?.name ?? null })),
    })),
    transfers: sections.flatMap(({ rows }) =>
      rows.flatMap(({ text, tick, transfer }) =>
        transfer === null ? [] : [{ what: text, from: transfer.from, to: transfer.to, done: doneWords(tick) }],
      ),
    ),
    approvers: approvers.map(({ title, name, reach }) => ({ what: title, who: name, reach })),
  }
}
