import type { ExhibitDto } from '@/lib/contracts/result'
import { exhibitLines } from '@/lib/format/share-text'
import { ShareText } from './share-text'

/** One excerpt of evidence, with secrets taken out before it came here. */
export function ShareExhibit({ exhibit }: { exhibit: ExhibitDto }) {
  return (
    <div className="sh-exhibit">
      <p className="sh-small">
        <ShareText text={exhibit.title} />
      </p>
      <pre className="sh-code">
        <ShareText text={exhibitLines(exhibit).join('\n')} mono />
      </pre>
    </div>
  )
}
