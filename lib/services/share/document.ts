import type { CompareDto } from '../../contracts/compare'
import type { ShareDocument } from '../../contracts/share-document'
import type { Change } from '../../engine/compare'
import { CHANGE_ORDER, changeSummary } from '../../engine/compare-words'
import type { Finding } from '../../engine/finding'
import type { Subject } from '../../engine/subject'
import type { ProductionMap } from '../../roadmaps/production-map/types'
import type { Blocker, CheckState, ProjectState } from '../../roadmaps/state'
import { answerWords, reasonSentence } from '../../roadmaps/words'
import { type Cleaner, cleanExhibit, exhibitLine } from './clean-text'

/** Rows of one list at most: a page somebody reads, not an archive. */
const MOST_ROWS = 100
const MOST_EXHIBITS = 3

/** What decides how much of a finding somebody outside may read. */
export type Privacy = Cleaner & {
  /** Whether a check is about secrets: nothing of it is shown one by one. */
  isSecret: (checkId: string) => boolean
  /** Whether an answer of a person may stand in what a check says: then only its title is shown. */
  quotesAnswers: (checkId: string) => boolean
  /** Whether a page is not meant for the public: no evidence of it. */
  isPrivatePage: (url: string) => boolean
}

export type Known = {
  displayDomain: string
  state: ProjectState
  /** Fingerprint to the public note of a risk somebody accepted. */
  notes: ReadonlyMap<string, string>
  /** Fingerprints somebody has taken over. */
  owned: ReadonlySet<string>
  /** Undefined while there is nothing to compare with. */
  compared: { since: number | undefined; changes: readonly Change[] } | undefined
  /** Undefined where nobody asked for it. */
  map: ProductionMap | undefined
}

type Titles = (checkId: string, finding: Pick<Finding, 'text'>) => string

function titlesOf(known: Known, privacy: Privacy): Titles {
  return (checkId, { text }) =>
    privacy.quotesAnswers(checkId) ? (known.state.checks[checkId]?.title ?? checkId) : privacy.sentence(text)
}

function subjectOf({ displayDomain }: Known, { sentence }: Cleaner, subject: Subject): string {
  return subject.kind === 'project' ? displayDomain : sentence(subject.id)
}

function blockersOf(known: Known, privacy: Privacy, title: Titles): ShareDocument['blockers'] {
  const shown = known.state.blockers.filter(({ checkId }) => !privacy.isSecret(checkId))
  const row = ({ checkId, title: text, subject, fingerprint, impact, effort }: Blocker) => ({
    title: title(checkId, { text }),
    subject: subjectOf(known, privacy, subject),
    impact,
    effort,
    inProgress: known.owned.has(fingerprint),
  })
  return { rows: shown.slice(0, MOST_ROWS).map(row), withheld: known.state.blockers.length - shown.length }
}

function verdictOf({ state }: Known): ShareDocument['verdict'] {
  if (state.checkedAt === undefined) return null
  const { verdict, blockers, knownRisks } = state
  const sentence = (): string => {
    if (verdict.reason === 'blocked') {
      return blockers.length === 1 ? 'One thing stands in the way.' : `${blockers.length} things stand in the way.`
    }
    // The usual sentence names an accepted risk, which may be nobody else's business.
    if (verdict.reason === 'known-risks') return `With ${knownRisks} known risk${knownRisks === 1 ? '' : 's'}.`
    return reasonSentence(state)
  }
  return { ...verdict, words: answerWords(state), sentence: sentence() }
}

function changesOf(known: Known, privacy: Privacy, title: Titles): ShareDocument['changes'] {
  if (known.compared === undefined) return null
  const { since, changes } = known.compared
  const labels: CompareDto['changes'][number]['label'][] = changes.map(({ label }) => label)
  const told = changes.filter(({ label }) => label !== 'unchanged')
  const shown = told.filter(({ checkId }) => !privacy.isSecret(checkId))
  const rows = shown.flatMap(({ label, checkId, before, after }) => {
    const finding = label === 'fixed' || label === 'gone' ? (before ?? after) : (after ?? before)
    if (finding === undefined) return []
    return [{ label, title: title(checkId, finding), subject: subjectOf(known, privacy, finding.subject) }]
  })
  const sorted = rows.sort(
    (left, right) =>
      CHANGE_ORDER.indexOf(left.label) - CHANGE_ORDER.indexOf(right.label) ||
      left.title.localeCompare(right.title, 'en') ||
      left.subject.localeCompare(right.subject, 'en'),
  )
  return {
    since: since === undefined ? null : new Date(since).toISOString(),
    summary: changeSummary(labels),
    fixed: labels.filter((label) => label === 'fixed').length,
    rows: sorted.slice(0, MOST_ROWS),
    withheld: told.length - shown.length,
  }
}

function stagesOf({ state }: Known): ShareDocument['stages'] {
  return state.stages.map(({ title, state: status, counts, blockers }) => {
    const { pass, warn, fail, unknown } = counts
    return {
      title,
      state: status,
      proven: pass + warn,
      total: pass + warn + fail + unknown,
      blockers,
      shares: { pass, warn, fail, unknown },
    }
  })
}

function acceptedOf(known: Known, privacy: Privacy, title: Titles): ShareDocument['accepted'] {
  const { accepted } = known.state
  const rows = accepted.flatMap(({ checkId, title: text, fingerprint, until }) => {
    const note = known.notes.get(fingerprint) ?? ''
    if (note === '' || privacy.isSecret(checkId)) return []
    return [{ title: title(checkId, { text }), note: privacy.sentence(note), until: new Date(until).toISOString() }]
  })
  return { rows: rows.slice(0, MOST_ROWS), withheld: accepted.length - rows.length }
}

/** Places something public says; what the team said or corrected is their answer and stays inside. */
function mapOf({ map }: Known, { sentence }: Cleaner): ShareDocument['map'] {
  return map?.nodes
    .filter(({ state, correction }) => correction === null && ['seen', 'guess', 'none'].includes(state))
    .map((node) => ({ title: node.title, sentence: sentence(node.sentence), guess: node.state === 'guess' }))
}

function evidenceOf(known: Known, privacy: Privacy, title: Titles): ShareDocument['evidence'] {
  const open = Object.values(known.state.checks)
    .flatMap((check: CheckState) => check.open.map((finding) => ({ checkId: check.id, finding })))
    .sort((left, right) =>
      left.finding.verdict === right.finding.verdict ? 0 : left.finding.verdict === 'fail' ? -1 : 1,
    )
  const shown = open.filter(({ checkId }) => !privacy.isSecret(checkId))
  const rows = shown.slice(0, MOST_ROWS).map(({ checkId, finding }) => {
    const isHidden = privacy.quotesAnswers(checkId) || privacy.isPrivatePage(finding.subject.id)
    const exhibits = isHidden
      ? []
      : finding.exhibits
          .filter((exhibit) => exhibit.kind !== 'http' || !privacy.isPrivatePage(exhibit.request.url))
          .slice(0, MOST_EXHIBITS)
          .map((exhibit) => cleanExhibit(exhibit, privacy))
    return {
      title: title(checkId, finding),
      subject: subjectOf(known, privacy, finding.subject),
      verdict: finding.verdict,
      seen: exhibits.map(exhibitLine),
      exhibits,
    }
  })
  return { rows, withheld: open.length - shown.length }
}

/** Everything a shared page could say about a project, made field by field. Pure. */
export function makeDocument(known: Known, privacy: Privacy): ShareDocument {
  const title = titlesOf(known, privacy)
  const { checkedAt, mustHaves } = known.state
  return {
    domain: known.displayDomain,
    at: checkedAt === undefined ? null : new Date(checkedAt).toISOString(),
    verdict: verdictOf(known),
    blockers: blockersOf(known, privacy, title),
    changes: changesOf(known, privacy, title),
    mustHaves: mustHaves.map(({ text, state }) => ({ text, state })),
    stages: stagesOf(known),
    accepted: acceptedOf(known, privacy, title),
    map: mapOf(known, privacy),
    evidence: evidenceOf(known, privacy, title),
  }
}
