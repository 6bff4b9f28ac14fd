'use client'

import { RotateCw } from 'lucide-react'
import Link from 'next/link'
import { messageOf } from '@/components/data/api-error'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { ActiveRunButton } from '@/components/run/active-run-button'
import { Button } from '@/components/ui/button'
import { ForeignText } from '@/components/ui/foreign-text'
import type { CheckResultDto } from '@/lib/contracts/result'
import type { Verdict } from '@/lib/engine/finding'
import { VERDICT_WORDS } from '@/lib/roadmaps/words'
import { routes } from '@/lib/routes'
import type { Recheck } from './use-recheck'

const OUTCOME: Readonly<Record<Verdict, string>> = {
  pass: 'Fixed',
  warn: 'Still a weakness',
  fail: 'Not fixed yet',
  unknown: 'Not proven',
  'not-applicable': 'Not applicable',
}

function outcomeText(result: CheckResultDto, before: Verdict | undefined): string {
  const word =
    before === result.verdict || before === 'pass'
      ? `Still ${VERDICT_WORDS[result.verdict].toLowerCase()}`
      : OUTCOME[result.verdict]
  const finding = result.findings.find(({ verdict }) => verdict === result.verdict)
  return finding === undefined ? `${word}.` : `${word}. ${finding.text}`
}

/** "Re-check now", with what came of it said beside the button. */
export function RecheckButton({ recheck }: { recheck: Recheck }) {
  const isActive = useIsActive(recheck.checkId)
  if (!usePlace().canRun) return null
  if (isActive) {
    return (
      <ActiveRunButton
        scope={{ kind: 'checks', checks: [recheck.checkId] }}
        label="Run this active check"
        size="compact"
      />
    )
  }
  return (
    <Button size="compact" pending={recheck.isPending} pendingLabel="Checking" onClick={recheck.start} data-recheck>
      <RotateCw aria-hidden />
      Re-check now
    </Button>
  )
}

/** Whether a check sends probes, which only a run that allows them does. */
function useIsActive(checkId: string): boolean {
  const { checks } = useProjectState(usePlace().project)
  return checks.some(({ id, active }) => id === checkId && active === true)
}

export function RecheckOutcome({ recheck, before }: { recheck: Recheck; before: Verdict | undefined }) {
  if (useIsActive(recheck.checkId)) return <ActiveNote />
  return <Outcome recheck={recheck} before={before} />
}

function ActiveNote() {
  const place = usePlace()
  return (
    <p className="text-muted-foreground">
      This check sends a few requests a visitor would not send. It runs only on names you have{' '}
      <Link href={routes.ownership(place)} className="link focus-ring rounded-sm underline">
        proven to be yours
      </Link>
      , when an owner or admin allows it for one run.
    </p>
  )
}

function Outcome({ recheck, before }: { recheck: Recheck; before: Verdict | undefined }) {
  const text = recheck.error === null ? recheck.trouble : messageOf(recheck.error)
  return (
    <div role="status" className="empty:hidden">
      {recheck.isPending ? <span className="text-muted-foreground">Checking again…</span> : null}
      {!recheck.isPending && recheck.result !== undefined ? (
        <ForeignText text={outcomeText(recheck.result, before)} className="font-medium" />
      ) : null}
      {!recheck.isPending && text !== undefined ? <span className="text-fail">{text}</span> : null}
    </div>
  )
}
