import { visibleText } from '../format/visible-text'
import type { Block, Doc } from './doc'

/**
 * Text as text: what Markdown or HTML would read as a mark is escaped, line breaks become spaces, and what is
 * invisible or turns the direction of writing around is written out.
 */
function plain(text: string): string {
  return visibleText(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&')
}

/** Text that begins a line: a mark of a list, a rule or an underline there would change what it is. */
function line(text: string): string {
  return plain(text)
    .trim()
    .replace(/^(?:[-+=]|\d+(?=[.)]))/, (mark) => (/^\d/.test(mark) ? `${mark}\\` : `\\${mark}`))
}

/** A fence longer than any run of backticks inside. */
function fence(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length))
  return '`'.repeat(longest + 1)
}

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${block.level === 3 ? '###' : '##'} ${plain(block.text)}`
    case 'text':
      return line(block.text)
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered === true ? `${index + 1}.` : '-'} ${line(item)}`)
        .join('\n')
    case 'table':
      return [
        `| ${block.columns.map(plain).join(' | ')} |`,
        `|${block.columns.map(() => '---').join('|')}|`,
        ...block.rows.map((row) => `| ${row.map(plain).join(' | ')} |`),
      ].join('\n')
    case 'code': {
      const mark = fence(block.code)
      return `${line(block.title)}\n\n${mark}${block.lang.replace(/[^a-z0-9-]/gi, '')}\n${block.code}\n${mark}`
    }
  }
}

/** A document as Markdown (CommonMark with tables). */
export function docMarkdown(title: string, doc: Pick<Doc, 'blocks' | 'missing'>): string {
  const parts = [`# ${plain(title)}`, ...doc.blocks.map(blockMarkdown)]
  if (doc.missing.length > 0) {
    parts.push('## Still missing', ...[doc.missing.map(({ text }) => `- ${line(text)}`).join('\n')])
  }
  return `${parts.join('\n\n')}\n`
}
