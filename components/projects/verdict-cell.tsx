import type { Status } from '@/components/ui/status'
import { StatusBadge } from '@/components/ui/status-badge'
import type { ProjectRowDto } from '@/lib/contracts/project'
import { count } from '@/lib/format/count'
import type { LaunchVerdict } from '@/lib/roadmaps/state'
import { answerWords } from '@/lib/roadmaps/words'

const STATUS: Readonly<Record<LaunchVerdict['reason'], Status>> = {
  blocked: 'fail',
  unproven: 'unknown',
  'known-risks': 'warn',
  clear: 'pass',
}

/** The answer of a project in a list. */
export function VerdictCell({ row }: { row: ProjectRowDto }) {
  if (row.activeRunId !== null) return <StatusBadge status="running" />
  if (row.verdict === null) return <span className="text-muted-foreground">Not checked yet</span>
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StatusBadge status={STATUS[row.verdict.reason]} word={answerWords({ verdict: row.verdict })} />
      {row.blockers > 0 ? <span className="text-muted-foreground text-xs">{blockers(row)}</span> : null}
    </span>
  )
}

/** How many things block, and of how many of them nobody takes care yet. */
function blockers({ blockers: all, ownedBlockers: owned }: ProjectRowDto): string {
  const many = count(all, 'blocker')
  return owned === 0 ? many : owned === all ? `${many}, all owned` : `${many}, ${owned} owned`
}
