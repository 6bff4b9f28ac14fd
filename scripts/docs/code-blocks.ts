export type CodeBlock = { file: string; lang: string; code: string }

const FENCE = /^```(\w+) file=(\S+)\n([\s\S]*?)^```$/gm

/** The fenced blocks of a markdown text that name a file, in order. Throws when two name the same one. */
export function fileBlocks(markdown: string): CodeBlock[] {
  const blocks = [...markdown.matchAll(FENCE)].map(([, lang = '', file = '', code = '']) => ({ file, lang, code }))
  const names = new Set(blocks.map(({ file }) => file))
  if (names.size !== blocks.length) throw new RangeError('Two code blocks name the same file')
  return blocks
}
