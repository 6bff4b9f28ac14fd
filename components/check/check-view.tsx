'use client'

import Link from 'next/link'
import { derivedOf } from '@/components/data/derived'
import { useCheckHistory, useProjectState } from '@/components/data/hooks'
import { ExplainedText } from '@/components/findings/explained-text'
import { sentenceOf, subjectText, whyUnproven } from '@/components/findings/words'
import { usePlace } from '@/components/frame/place'
import { SenderLink } from '@/components/sender/sender-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { Ago } from '@/components/ui/time'
import type { Finding } from '@/lib/engine/finding'
import type { CheckState, ProjectState } from '@/lib/roadmaps/state'
import { routes } from '@/lib/routes'
import { CheckHead } from './check-head'
import { CheckPerson } from './check-person'
import { FindingCard } from './finding-card'
import { HistoryStrip } from './history-strip'
import { RawEvidence } from './raw-evidence'
import { RecheckButton, RecheckOutcome } from './recheck-button'
import { useRecheck } from './use-recheck'

/** One check: what we saw, why it matters, the exact fix, and how the answer came about. */
export function CheckView({ checkId }: { checkId: string }) {
  const place = usePlace()
  const data = useProjectState(place.project)
  const history = useCheckHistory({ projectId: place.project, checkId })
  const state = derivedOf(data)
  const check = state.checks[checkId] ?? standalone(history)
  const recheck = useRecheck({ project: place.project, checkId })
  const newest = history.results[0]
  const before = history.results.find(({ runId }) => runId !== recheck.result?.runId)?.verdict
  const isOpen = check.verdict === 'fail' || check.verdict === 'warn'
  const why = whyUnproven(check)
  return (
    <div className="flex flex-col gap-6">
      <CheckHead check={check} results={history.results} roadmap={data.project.roadmap} />
      <Section>
        <SectionTitle>Why it matters</SectionTitle>
        <p className="max-w-document">
          <ExplainedText text={history.check.why} />
        </p>
        <SenderLink checkId={checkId} />
      </Section>
      <Section aria-labelledby="seen-title">
        <SectionHeader>
          <SectionTitle id="seen-title">{isOpen ? 'What we saw, and how to fix it' : 'What we saw'}</SectionTitle>
          <div className="flex flex-wrap items-center gap-3">
            {newest === undefined ? null : (
              <p className="text-muted-foreground text-xs">
                Checked <Ago at={newest.judgedAt} />
              </p>
            )}
            <RecheckButton recheck={recheck} />
          </div>
        </SectionHeader>
        <RecheckOutcome recheck={recheck} before={before} />
        {why === undefined || newest === undefined ? null : (
          <p>
            <ForeignText text={why} />
          </p>
        )}
        <CheckPerson check={check} state={state} />
        {newest === undefined ? (
          <EmptyState line="No result yet." />
        ) : (
          <Findings
            findings={newest.findings}
            sentence={sentenceOf(check)}
            isBlocker={check.effectiveImpact === 'blocker'}
          />
        )}
        {newest === undefined ? null : (
          <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            {newest.evidence.map((key) => (
              <RawEvidence key={key} runId={newest.runId} evidenceKey={key} />
            ))}
          </div>
        )}
      </Section>
      {isOpen ? <WaitsForThis state={state} checkId={checkId} /> : null}
      <HistoryStrip entries={history.results} />
      <p className="text-muted-foreground text-xs">
        <Link href={routes.checkDoc(checkId)} className="link focus-ring rounded-sm underline">
          How we decide
        </Link>
        , rule version {newest?.checkVersion ?? history.check.version}. Seen from this installation's checker.
      </p>
    </div>
  )
}

const WORST_FIRST = ['fail', 'unknown', 'warn', 'pass', 'not-applicable'] as const

/** Open findings with their fix at once; the rest folds away when there is anything open. */
type FindingsProps = { findings: readonly Finding[]; sentence: string; isBlocker: boolean }

function Findings({ findings, sentence, isBlocker }: FindingsProps) {
  const sorted = findings.toSorted(
    (left, right) => WORST_FIRST.indexOf(left.verdict) - WORST_FIRST.indexOf(right.verdict),
  )
  const telling = sorted.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
  const fine = sorted.filter(({ verdict }) => verdict === 'pass' || verdict === 'not-applicable')
  return (
    <>
      {telling.map((finding) => (
        <FindingCard
          key={finding.fingerprint}
          finding={finding}
          sentence={sentence}
          withFix
          isBlocker={isBlocker}
          isOnly={telling.length === 1}
        />
      ))}
      {fine.length === 0 ? null : (
        <Fold title={`What holds (${fine.length})`} heading="h3" startsOpen={telling.length === 0}>
          <div className="flex flex-col gap-3">
            {fine.map((finding) => (
              <FindingCard
                key={`${finding.fingerprint} ${subjectText(finding.subject) ?? ''}`}
                finding={finding}
                sentence={sentence}
                withFix={false}
              />
            ))}
          </div>
        </Fold>
      )}
    </>
  )
}

function WaitsForThis({ state, checkId }: { state: ProjectState; checkId: string }) {
  const place = usePlace()
  const row = [...state.blockers, ...state.risks].find((candidate) => candidate.checkId === checkId)
  if (row === undefined || row.waiting.length === 0) return null
  return (
    <Section>
      <SectionTitle>
        Waits for this: {row.waiting.length} {row.waiting.length === 1 ? 'check' : 'checks'}
      </SectionTitle>
      <ul className="flex flex-col gap-1">
        {row.waiting.map((id) => (
          <li key={id}>
            <Link href={routes.check({ ...place, check: id })} className="link focus-ring rounded-sm py-1 underline">
              {state.checks[id]?.title ?? id}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** A check the project's roadmap does not speak of still has its page; it counts for nothing. */
function standalone(history: ReturnType<typeof useCheckHistory>): CheckState {
  const newest = history.results[0]
  const result = newest === undefined ? undefined : { ...newest, judgedAt: Date.parse(newest.judgedAt) }
  const findings = newest?.findings ?? []
  return {
    id: history.check.id,
    title: history.check.title,
    meta: history.check,
    result,
    verdict: newest?.verdict ?? 'unknown',
    reason: newest === undefined ? 'not-run' : newest.reason,
    impact: history.check.impact,
    effectiveImpact: history.check.impact,
    open: findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn'),
    waived: [],
  }
}
