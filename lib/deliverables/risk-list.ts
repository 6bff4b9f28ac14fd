import type { Blocker } from '../roadmaps/state'
import { type Doc, type DocView, docOf } from './doc'

function row(view: DocView, blocker: Blocker): string[] {
  const { title, subject, impact, effort, fingerprint } = blocker
  return [title, subject.kind === 'project' ? view.domain : subject.id, impact, effort, view.ownerOf(fingerprint) ?? '']
}

/** All findings, ranked by launch impact. */
export function riskList(view: DocView): Doc {
  const { blockers, risks, accepted, unproven, checkedAt } = view.state
  if (checkedAt === undefined) return docOf({ blocks: [], missing: ['Run the first audit'] })
  const columns = ['Finding', 'Where', 'Impact', 'Effort', 'Owner']
  const all = [...blockers, ...risks]
  return docOf({
    blocks: [
      all.length === 0
        ? { kind: 'text', text: 'Nothing is open.' }
        : { kind: 'table', columns, rows: all.map((blocker) => row(view, blocker)) },
      ...(accepted.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: 'Accepted for now' },
            {
              kind: 'table' as const,
              columns: ['Finding', 'Until'],
              rows: accepted.map(({ title, until }) => [title, new Date(until).toISOString().slice(0, 10)]),
            },
          ]),
    ],
    missing: unproven.length === 0 ? [] : [`${unproven.length} requirements are not proven yet`],
  })
}
