import type { PackBlock, PackContent } from './content'

/** What a block says, a line for each thing that can come or go by itself. */
function linesOf(block: PackBlock): string[] {
  switch (block.kind) {
    case 'heading':
      return []
    case 'text':
      return [block.text]
    case 'list':
      return block.items
    case 'table':
      return block.rows.map((row) => row.join(' | '))
    case 'code':
      return [block.code]
  }
}

/** Times move in every pack and mean nothing by themselves. */
function settled(line: string): string {
  return line.replace(/\d{1,2} [A-Z][a-z]{2} \d{4}, \d{2}:\d{2} UTC/g, 'then')
}

function spoken(content: PackContent, id: string): Set<string> {
  const section = content.sections.find((one) => one.id === id)
  return new Set((section?.blocks ?? []).flatMap(linesOf).map(settled))
}

function part(count: number, word: string): string[] {
  return count === 0 ? [] : [`${count} ${word}`]
}

/** What a pack says differently from the one before, a sentence for each section that changed. */
export function packChanges(before: PackContent, after: PackContent): string[] {
  const answer = before.answer === after.answer ? [] : [`The answer was ${before.answer} and is ${after.answer} now`]
  const sections = after.sections.flatMap(({ id, title }) => {
    const [old, fresh] = [spoken(before, id), spoken(after, id)]
    const parts = [
      ...part([...fresh].filter((line) => !old.has(line)).length, 'new'),
      ...part([...old].filter((line) => !fresh.has(line)).length, 'gone'),
    ]
    return parts.length === 0 ? [] : [`${title}: ${parts.join(', ')}`]
  })
  const all = [...answer, ...sections]
  return all.length === 0 ? ['Nothing changed'] : all
}
