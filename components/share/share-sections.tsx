import type { ReactNode } from 'react'
import type { ShareDocument } from '@/lib/contracts/share-document'
import { CHANGE_WORDS } from '@/lib/engine/compare-words'
import { formatEffort } from '@/lib/format/effort'
import { IMPACT_TEXT, withheldText } from '@/lib/format/share-text'
import { formatDay } from '@/lib/format/time'
import { MUST_HAVE_WORDS, STAGE_WORDS, VERDICT_WORDS } from '@/lib/roadmaps/words'
import { ShareExhibit } from './share-exhibit'
import { ShareIcon, type ShareTone } from './share-icon'
import { ShareText } from './share-text'
import { CHANGE_TONES, FINDING_TONES, MUST_HAVE_TONES, STAGE_TONES } from './share-words'

type Part<Name extends keyof ShareDocument> = NonNullable<ShareDocument[Name]>
/** Headings of a page begin one level higher than those of a preview inside a page. */
type Level = { heading: 'h2' | 'h3' }

export function ShareSectionOf({
  title,
  heading: Heading,
  children,
}: Level & { title: ReactNode; children: ReactNode }) {
  return (
    <section className="sh-section">
      <Heading className="sh-h2">{title}</Heading>
      {children}
    </section>
  )
}

function Status({ tone, word }: { tone: ShareTone; word: string }) {
  return (
    <span className={`sh-status sh-${tone}`}>
      <ShareIcon tone={tone} />
      {word}
    </span>
  )
}

function Withheld({ count, isAlone }: { count: number; isAlone: boolean }) {
  return count === 0 ? null : <p className="sh-small">{withheldText(count, { isAlone })}</p>
}

export function ShareBlockers({ part, heading }: Level & { part: Part<'blockers'> }) {
  const { rows, withheld } = part
  return (
    <ShareSectionOf title="What stands in the way" heading={heading}>
      {rows.length === 0 && withheld === 0 ? <p>Nothing that is known blocks the launch.</p> : null}
      {rows.length === 0 ? null : (
        <ol className="sh-list">
          {rows.map((row, index) => (
            <li key={`${row.title} ${row.subject}`} className="sh-row">
              <span className="sh-number" aria-hidden="true">
                {index + 1}
              </span>
              <div className="sh-grow">
                <p className="sh-strong">
                  <ShareText text={row.title} />
                </p>
                <p className="sh-small">
                  <ShareText text={row.subject} mono /> · {IMPACT_TEXT[row.impact]} · {formatEffort(row.effort)}
                </p>
              </div>
              <Status tone="fail" word={row.inProgress ? 'In progress' : 'Open'} />
            </li>
          ))}
        </ol>
      )}
      <Withheld count={withheld} isAlone={rows.length === 0} />
    </ShareSectionOf>
  )
}

type ChangesProps = Level & { part: ShareDocument['changes']; now: number }

export function ShareChanges({ part, heading, now }: ChangesProps) {
  if (part === undefined) return null
  if (part === null) {
    return (
      <ShareSectionOf title="Before and after" heading={heading}>
        <p>There is nothing to compare with yet.</p>
      </ShareSectionOf>
    )
  }
  const since = part.since === null ? 'the first audit' : formatDay({ at: Date.parse(part.since), now })
  return (
    <ShareSectionOf title={`Since ${since}`} heading={heading}>
      <p>{part.summary}.</p>
      {part.rows.length === 0 ? null : (
        <ul className="sh-list">
          {part.rows.map((row) => (
            <li key={`${row.label} ${row.title} ${row.subject}`} className="sh-row">
              <Status tone={CHANGE_TONES[row.label]} word={CHANGE_WORDS[row.label]} />
              <div className="sh-grow">
                <p>
                  <ShareText text={row.title} />
                </p>
                <p className="sh-small">
                  <ShareText text={row.subject} mono />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <Withheld count={part.withheld} isAlone={part.rows.length === 0} />
    </ShareSectionOf>
  )
}

export function ShareMustHaves({ part, heading }: Level & { part: Part<'mustHaves'> }) {
  const met = part.filter(({ state }) => state === 'met' || state === 'at-risk').length
  return (
    <ShareSectionOf title={`Must-haves: ${met} of ${part.length}`} heading={heading}>
      <ul className="sh-list">
        {part.map(({ text, state }) => (
          <li key={text} className="sh-row">
            <p className="sh-grow">{text}</p>
            <Status tone={MUST_HAVE_TONES[state]} word={MUST_HAVE_WORDS[state]} />
          </li>
        ))}
      </ul>
    </ShareSectionOf>
  )
}

const SEGMENTS = ['fail', 'warn', 'pass', 'unknown'] as const

export function ShareStages({ part, heading }: Level & { part: Part<'stages'> }) {
  return (
    <ShareSectionOf title="Stages" heading={heading}>
      <ol className="sh-list">
        {part.map(({ title, state, proven, total, blockers, shares }, index) => (
          <li key={title} className="sh-row">
            <div className="sh-grow">
              <p>
                {index + 1}. {title}
              </p>
              <div className="sh-bar" aria-hidden="true">
                {SEGMENTS.filter((tone) => shares[tone] > 0).map((tone) => (
                  <span key={tone} className={`sh-segment sh-${tone}`} style={{ flexGrow: shares[tone] }} />
                ))}
              </div>
              <p className="sh-small">
                {proven} of {total} proven
                {blockers === 0 ? '' : `, ${blockers} ${blockers === 1 ? 'blocker' : 'blockers'}`}
              </p>
            </div>
            <Status tone={STAGE_TONES[state]} word={STAGE_WORDS[state]} />
          </li>
        ))}
      </ol>
    </ShareSectionOf>
  )
}

export function ShareAccepted({ part, heading, now }: Level & { part: Part<'accepted'>; now: number }) {
  const { rows, withheld } = part
  const total = rows.length + withheld
  return (
    <ShareSectionOf title={`Accepted risks: ${total}`} heading={heading}>
      {total === 0 ? <p>Nobody accepted a risk.</p> : null}
      {rows.length === 0 ? null : (
        <ul className="sh-list">
          {rows.map((row) => (
            <li key={`${row.title} ${row.note}`} className="sh-row">
              <div className="sh-grow">
                <p className="sh-strong">
                  <ShareText text={row.title} />
                </p>
                <p className="sh-lines">
                  <ShareText text={row.note} />
                </p>
              </div>
              <Status tone="waived" word={`Until ${formatDay({ at: Date.parse(row.until), now })}`} />
            </li>
          ))}
        </ul>
      )}
      <Withheld count={withheld} isAlone={rows.length === 0} />
    </ShareSectionOf>
  )
}

export function ShareMap({ part, heading }: Level & { part: Part<'map'> }) {
  return (
    <ShareSectionOf title="How people reach it" heading={heading}>
      {part.length === 0 ? <p>Nothing is known about it yet.</p> : null}
      <ul className="sh-list">
        {part.map(({ title, sentence, guess }) => (
          <li key={title} className="sh-row">
            <p className="sh-label">{title}</p>
            <p className="sh-grow">
              <ShareText text={sentence} />
              {guess ? ' (a guess)' : ''}
            </p>
          </li>
        ))}
      </ul>
    </ShareSectionOf>
  )
}

export function ShareEvidence({ part, heading }: Level & { part: Part<'evidence'> }) {
  const { rows, withheld } = part
  return (
    <ShareSectionOf title="What we saw" heading={heading}>
      {rows.length === 0 && withheld === 0 ? <p>No weakness is open.</p> : null}
      <ul className="sh-list">
        {rows.map((row) => (
          <li key={`${row.title} ${row.subject}`} className="sh-row sh-long">
            <div className="sh-grow">
              <p className="sh-strong">
                <ShareText text={row.title} />
              </p>
              <p className="sh-small">
                <ShareText text={row.subject} mono />
              </p>
              {row.exhibits.length > 0
                ? row.exhibits.map((exhibit, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes on this page
                    <ShareExhibit key={index} exhibit={exhibit} />
                  ))
                : row.seen.map((line) => (
                    <p key={line} className="sh-small">
                      <ShareText text={line} />
                    </p>
                  ))}
            </div>
            <Status tone={FINDING_TONES[row.verdict]} word={VERDICT_WORDS[row.verdict]} />
          </li>
        ))}
      </ul>
      <Withheld count={withheld} isAlone={rows.length === 0} />
    </ShareSectionOf>
  )
}
