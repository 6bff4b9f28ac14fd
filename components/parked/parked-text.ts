import type { ParkedDto } from '@/lib/contracts/sprint'
import { csvText } from '@/lib/format/csv'

/** Characters that mean something in Markdown are written so that they stay what they are. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+\-.!|]/g, '\\$&')
}

export function parkedMarkdown(parked: readonly ParkedDto[]): string {
  const rows = parked.map(({ title, reason, by }) => `- ${plain(title)} (${plain(by)}: ${plain(reason)})`)
  return `# After the launch\n\n${rows.join('\n')}\n`
}

export function parkedCsv(parked: readonly ParkedDto[]): string {
  const rows = parked.map(({ title, reason, by, at, checkId }) => [title, reason, by, at, checkId ?? ''])
  return csvText([['What', 'Why', 'Who', 'When', 'Check'], ...rows])
}
