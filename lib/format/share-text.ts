import type { Exhibit, Impact } from '@/lib/engine/finding'

export const IMPACT_TEXT: Readonly<Record<Impact, string>> = {
  blocker: 'Blocks the launch',
  high: 'High impact',
  medium: 'Medium impact',
  low: 'Low impact',
}

/** What stands under a list of which some rows are never shown. */
export function withheldText(count: number, { isAlone }: { isAlone: boolean }): string {
  const more = isAlone ? '' : ' more'
  return `${count}${more} about passwords, keys and settings. Their details are not shared.`
}

/** The lines of an excerpt of evidence as they were seen. */
export function exhibitLines(exhibit: Exhibit): string[] {
  switch (exhibit.kind) {
    case 'dns':
      return [`${exhibit.question.name} ${exhibit.question.type}: ${exhibit.status}`, ...exhibit.records]
    case 'http': {
      const answer = exhibit.error ?? String(exhibit.status ?? 'no answer')
      return [
        `${exhibit.request.method} ${exhibit.request.url}`,
        answer,
        ...exhibit.headers.map(([name, value]) => `${name}: ${value}`),
      ]
    }
    case 'cert':
      return [
        `For: ${exhibit.names.join(', ')}`,
        `From: ${exhibit.issuer}`,
        `Valid: ${exhibit.notBefore.slice(0, 10)} to ${exhibit.notAfter.slice(0, 10)}`,
        ...(exhibit.error === undefined ? [] : [exhibit.error]),
      ]
    case 'table':
      return [exhibit.columns.join(' | '), ...exhibit.rows.map((row) => row.join(' | '))]
    case 'code':
      return [exhibit.code]
    case 'text':
      return [exhibit.text]
  }
}
