import type { Blocker } from '../roadmaps/state'
import type { DocumentMaker, DocView } from './doc'
import { afterAudit, day, openItems, table } from './parts'

function row(view: DocView, blocker: Blocker): string[] {
  const { title, subject, impact, effort, fingerprint } = blocker
  return [title, subject.kind === 'project' ? view.domain : subject.id, impact, effort, view.ownerOf(fingerprint) ?? '']
}

/** All findings, ranked by launch impact. */
export const riskList: DocumentMaker = {
  asks: [
    {
      id: 'unseen',
      title: 'Risks no check can see',
      question: 'What could hurt the launch that cannot be seen from outside?',
      form: 'rows',
      columns: [{ label: 'Risk', needed: true }, { label: 'What it would do' }, { label: 'Owner' }],
      optional: true,
    },
  ],
  parts: (view) => {
    const { blockers, risks, accepted, unproven } = view.state
    const open = [...blockers, ...risks]
    return [
      afterAudit(view, { id: 'open', title: 'Open, gravest first' }, () => ({
        blocks: [
          table(
            ['Finding', 'Where', 'Impact', 'Effort', 'Owner'],
            open.map((blocker) => row(view, blocker)),
            'Nothing is open.',
          ),
        ],
      })),
      afterAudit(view, { id: 'unproven', title: 'Not proven yet' }, () => {
        const ids = unproven.map(({ itemId }) => itemId)
        const missing = openItems(view, ids)
        return {
          blocks: [
            table(
              ['Requirement'],
              missing.map(({ text }) => [text.replace(/^[^:]*: /, '')]),
              'Everything is proven.',
            ),
          ],
          missing,
        }
      }),
      afterAudit(view, { id: 'accepted', title: 'Accepted for now' }, () => ({
        blocks: [
          table(
            ['Finding', 'Impact', 'Until'],
            accepted.map(({ title, impact, until }) => [title, impact, day(until)]),
            'Nobody accepted a risk.',
          ),
        ],
      })),
      { ask: 'unseen' },
    ]
  },
}
