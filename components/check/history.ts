import type { CheckHistoryEntryDto } from '@/lib/contracts/project'
import { VERDICT_WORDS } from '@/lib/roadmaps/words'

export type HistoryChange = { at: string; text: string }

function worstText(entry: CheckHistoryEntryDto): string | undefined {
  return entry.findings.find(({ verdict }) => verdict === entry.verdict)?.text ?? entry.detail
}

/**
 * When the answer changed and to what, newest first; `entries` come newest first. A change that came
 * with a new version of the rule says so, because then nothing need have changed at the target.
 */
export function historyChanges(entries: readonly CheckHistoryEntryDto[]): HistoryChange[] {
  return entries.flatMap((entry, index) => {
    const before = entries[index + 1]
    if (before === undefined || before.verdict === entry.verdict) return []
    const words = `${VERDICT_WORDS[before.verdict]} became ${VERDICT_WORDS[entry.verdict]}`
    const why = before.checkVersion === entry.checkVersion ? worstText(entry) : 'the rule of this check changed'
    return [{ at: entry.judgedAt, text: why === undefined ? `${words}.` : `${words}: ${why}` }]
  })
}

/** Since when the answer has been what it is now: the oldest of the newest equal ones. */
export function sinceWhen(entries: readonly CheckHistoryEntryDto[]): string | undefined {
  const [newest] = entries
  if (newest === undefined) return undefined
  const other = entries.findIndex(({ verdict }) => verdict !== newest.verdict)
  return entries[other === -1 ? entries.length - 1 : other - 1]?.judgedAt
}
