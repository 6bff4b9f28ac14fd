import { type Block, type Doc, type DocView, docOf } from './doc'
import { fixBlocks } from './parts'

/** Every launch blocker with its owner, in fix order, with what to change. */
export function blockerList(view: DocView): Doc {
  const { blockers, checks, checkedAt } = view.state
  if (checkedAt === undefined) return docOf({ blocks: [], missing: ['Run the first audit'] })
  const blocks = blockers.flatMap((blocker, index): Block[] => {
    const finding = checks[blocker.checkId]?.open[0]
    const owner = view.ownerOf(blocker.fingerprint)
    return [
      { kind: 'heading', text: `${index + 1}. ${blocker.title}` },
      { kind: 'text', text: `Owner: ${owner ?? 'nobody yet'}. Effort ${blocker.effort}.` },
      ...(finding === undefined ? [] : fixBlocks(finding)),
    ]
  })
  const unowned = blockers.filter(({ fingerprint }) => view.ownerOf(fingerprint) === undefined).length
  return docOf({
    blocks: blocks.length === 0 ? [{ kind: 'text', text: 'Nothing blocks the launch.' }] : blocks,
    missing: unowned === 0 ? [] : [`${unowned} of ${blockers.length} blockers have no owner`],
  })
}
