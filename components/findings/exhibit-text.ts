import type { Exhibit } from '@/lib/engine/finding'

function lines(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n')
}

/** An exhibit as plain text, for a ticket or a mail. */
export function exhibitText(exhibit: Exhibit): string {
  switch (exhibit.kind) {
    case 'dns': {
      const { type, name, server } = exhibit.question
      const asked = server === undefined ? '' : ` at ${server}`
      return lines(exhibit.title, `${type} ${name}${asked}: ${exhibit.status}`, ...exhibit.records, exhibit.note)
    }
    case 'http':
      return lines(
        exhibit.title,
        `${exhibit.request.method} ${exhibit.request.url}`,
        exhibit.status === undefined ? exhibit.error : String(exhibit.status),
        ...exhibit.headers.map(([name, value]) => `${name}: ${value}`),
        exhibit.note,
      )
    case 'cert':
      return lines(
        exhibit.title,
        `${exhibit.host} ${exhibit.address ?? ''}`.trim(),
        `Subject: ${exhibit.subject}`,
        `Issuer: ${exhibit.issuer}`,
        `Names: ${exhibit.names.join(', ')}`,
        `Valid: ${exhibit.notBefore} to ${exhibit.notAfter}`,
        exhibit.error,
      )
    case 'table':
      return lines(exhibit.title, exhibit.columns.join('\t'), ...exhibit.rows.map((row) => row.join('\t')))
    case 'code':
      return exhibit.code
    case 'text':
      return lines(exhibit.title, exhibit.text)
  }
}
