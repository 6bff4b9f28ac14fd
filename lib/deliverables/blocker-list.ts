import type { Block, DocumentMaker } from './doc'
import { afterAudit, fixBlocks, heading, text } from './parts'

/** Every launch blocker with its owner, in fix order, with what to change. */
export const blockerList: DocumentMaker = {
  asks: [
    {
      id: 'notes',
      title: 'Notes on the order',
      question: 'What should whoever works through this list know first?',
      form: 'text',
      optional: true,
    },
  ],
  parts: (view) => {
    const { blockers, checks } = view.state
    return [
      afterAudit(view, { id: 'blockers', title: 'In fix order' }, () => {
        const blocks = blockers.flatMap((blocker, index): Block[] => {
          const finding = checks[blocker.checkId]?.open[0]
          const owner = view.ownerOf(blocker.fingerprint)
          const where = blocker.subject.kind === 'project' ? view.domain : blocker.subject.id
          return [
            heading(`${index + 1}. ${blocker.title}`),
            text(`Where: ${where}. Owner: ${owner ?? 'nobody yet'}. Effort ${blocker.effort}.`),
            ...(finding === undefined ? [] : fixBlocks(finding)),
          ]
        })
        const unowned = blockers.filter(({ fingerprint }) => view.ownerOf(fingerprint) === undefined).length
        return {
          blocks: blocks.length === 0 ? [text('Nothing blocks the launch.')] : blocks,
          missing:
            unowned === 0
              ? []
              : [{ text: `${unowned} of ${blockers.length} blockers have no owner`, at: { kind: 'blockers' } }],
        }
      }),
      { ask: 'notes' },
    ]
  },
}
