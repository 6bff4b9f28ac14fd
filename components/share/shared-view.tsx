import type { CSSProperties } from 'react'
import type { SharedPage } from '@/lib/contracts/share-document'
import { formatDay, formatExact } from '@/lib/format/time'
import { ShareIcon } from './share-icon'
import {
  ShareAccepted,
  ShareBlockers,
  ShareChanges,
  ShareEvidence,
  ShareMap,
  ShareMustHaves,
  ShareSectionOf,
  ShareStages,
} from './share-sections'
import { ShareText } from './share-text'
import { verdictTone } from './share-words'

type SharedViewProps = {
  page: SharedPage
  /** Milliseconds. */
  now: number
  /** 1 where it is the page itself, 2 where it is shown inside another one. */
  level: 1 | 2
}

/** Custom properties are not in the type of styles; React writes them as they are. */
function accentStyle({ accent }: SharedPage['brand']): CSSProperties | undefined {
  if (accent === null) return undefined
  return { '--sh-accent-light': accent.light, '--sh-accent-dark': accent.dark } as CSSProperties
}

/**
 * A shared page. The public page and the preview draw this same component, so it uses no hook, no package and no
 * style but those of `share.css`.
 */
export function SharedView({ page, now, level }: SharedViewProps) {
  const { document, brand } = page
  const heading = level === 1 ? 'h2' : 'h3'
  const { blockers, mustHaves, stages, accepted, map, evidence } = document
  return (
    <article className="sh" style={accentStyle(brand)}>
      <Head page={page} level={level} />
      <VerdictCard page={page} now={now} />
      {blockers === undefined ? null : <ShareBlockers part={blockers} heading={heading} />}
      <ShareChanges part={document.changes} heading={heading} now={now} />
      {mustHaves === undefined ? null : <ShareMustHaves part={mustHaves} heading={heading} />}
      {stages === undefined ? null : <ShareStages part={stages} heading={heading} />}
      {accepted === undefined ? null : <ShareAccepted part={accepted} heading={heading} now={now} />}
      {map === undefined ? null : <ShareMap part={map} heading={heading} />}
      {evidence === undefined ? null : <ShareEvidence part={evidence} heading={heading} />}
      <Contact brand={brand} heading={heading} />
      {brand.poweredBy ? <p className="sh-small sh-powered">Made with Launch Ready</p> : null}
    </article>
  )
}

function asOf({ document, frozenAt }: SharedPage): string {
  if (frozenAt !== null) return `Frozen ${formatExact(Date.parse(frozenAt))}`
  return document.at === null ? 'Not checked yet' : `As of ${formatExact(Date.parse(document.at))}`
}

function Head({ page, level }: { page: SharedPage; level: 1 | 2 }) {
  const { brand, document } = page
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className="sh-head">
      <div className="sh-brand">
        {brand.logo === null ? (
          <span className="sh-strong">
            <ShareText text={brand.name} />
          </span>
        ) : (
          // biome-ignore lint/performance/noImgElement: the page works without any script, and the picture stands in the address
          <img className="sh-logo" src={brand.logo} alt={brand.name} />
        )}
        <span className="sh-small">{asOf(page)}</span>
      </div>
      <Heading className="sh-h1">
        <ShareText text={document.domain} /> launch readiness
      </Heading>
      <p className="sh-small">
        Prepared by <ShareText text={brand.name} />
      </p>
    </div>
  )
}

function VerdictCard({ page: { document }, now }: { page: SharedPage; now: number }) {
  const { verdict, changes } = document
  if (verdict === undefined) return null
  if (verdict === null) {
    return (
      <div className="sh-verdict sh-unknown">
        <ShareIcon tone="unknown" />
        <div>
          <p className="sh-answer">Not checked yet</p>
          <p>The first audit has not run.</p>
        </div>
      </div>
    )
  }
  const tone = verdictTone(verdict)
  const since = changes?.since
  const fixed =
    changes == null || changes.fixed === 0 || since == null
      ? ''
      : ` ${changes.fixed} fixed since ${formatDay({ at: Date.parse(since), now })}.`
  return (
    <div className={`sh-verdict sh-${tone}`}>
      <ShareIcon tone={tone} />
      <div>
        <p className="sh-answer">{verdict.words}</p>
        <p>
          {verdict.sentence}
          {fixed}
        </p>
      </div>
    </div>
  )
}

function Contact({ brand: { contact }, heading }: { brand: SharedPage['brand']; heading: 'h2' | 'h3' }) {
  if (contact === null || !/^(?:https:\/\/|mailto:)/.test(contact.href)) return null
  return (
    <ShareSectionOf title="Next step" heading={heading}>
      <p className="sh-lines">
        <ShareText text={contact.text} />
      </p>
      <p>
        <a className="sh-contact" href={contact.href} rel="noopener noreferrer nofollow">
          {contact.label}
        </a>
      </p>
    </ShareSectionOf>
  )
}
