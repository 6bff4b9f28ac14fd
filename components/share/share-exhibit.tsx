import type { ExhibitDto } from '@/lib/contracts/result'
import { ShareText } from './share-text'

/** The lines of an excerpt as they were seen. */
function linesOf(exhibit: ExhibitDto): string[] {
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

/** One excerpt of evidence, with secrets taken out before it came here. */
export function ShareExhibit({ exhibit }: { exhibit: ExhibitDto }) {
  return (
    <div className="sh-exhibit">
      <p className="sh-small">
        <ShareText text={exhibit.title} />
      </p>
      <pre className="sh-code">
        <ShareText text={linesOf(exhibit).join('\n')} mono />
      </pre>
    </div>
  )
}
