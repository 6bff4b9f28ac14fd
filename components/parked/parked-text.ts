import type { ParkedDto } from '@/lib/contracts/sprint'

/** Characters that mean something in Markdown are written so that they stay what they are. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+\-.!|]/g, '\\$&')
}

export function parkedMarkdown(parked: readonly ParkedDto[]): string {
  const rows = parked.map(({ title, reason, by }) => `- ${plain(title)} (${plain(by)}: ${plain(reason)})`)
  return `# After the launch\n\n${rows.join('\n')}\n`
}

/** A cell a spreadsheet would run as a formula begins with an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

export function parkedCsv(parked: readonly ParkedDto[]): string {
  const rows = parked.map(({ title, reason, by, at, checkId }) =>
    [title, reason, by, at, checkId ?? ''].map(cell).join(','),
  )
  return ['What,Why,Who,When,Check', ...rows].join('\r\n')
}
