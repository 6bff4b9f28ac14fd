'use client'

import { RotateCw } from 'lucide-react'
import { messageOf } from '@/components/data/api-error'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { ForeignText } from '@/components/ui/foreign-text'
import type { CheckResultDto } from '@/lib/contracts/result'
import type { Verdict } from '@/lib/engine/finding'
import { VERDICT_WORDS } from '@/lib/roadmaps/words'
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
  if (!usePlace().canRun) return null
  return (
    <Button size="compact" pending={recheck.isPending} pendingLabel="Checking" onClick={recheck.start} data-recheck>
      <RotateCw aria-hidden />
      Re-check now
    </Button>
  )
}

export function RecheckOutcome({ recheck, before }: { recheck: Recheck; before: Verdict | undefined }) {
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
