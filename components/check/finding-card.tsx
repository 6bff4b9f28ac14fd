'use client'

import dynamic from 'next/dynamic'
import { ExhibitView } from '@/components/findings/exhibit-view'
import { FindingFacts } from '@/components/findings/finding-facts'
import { FixPanel } from '@/components/findings/fix-panel'
import { subjectText } from '@/components/findings/words'
import { Card } from '@/components/ui/card'
import { ForeignText } from '@/components/ui/foreign-text'
import { StatusBadge } from '@/components/ui/status-badge'
import type { Finding } from '@/lib/engine/finding'

type FindingCardProps = {
  finding: Finding
  /** What the title of the page says already. */
  sentence: string
  withFix: boolean
  /** Whether it keeps the launch from GO. */
  isBlocker?: boolean
  /** What the head of the page says of impact and effort is not said again. */
  isOnly?: boolean
}

// Deciding about a finding comes after reading it.
const FindingDecisions = dynamic(() => import('@/components/triage/finding-decisions'), { ssr: false })

/** One statement with what it was decided on and, where it is open, the exact change. */
export function FindingCard({ finding, sentence, withFix, isBlocker = false, isOnly = false }: FindingCardProps) {
  const about = subjectText(finding.subject) ?? 'The project'
  const isOpen = finding.verdict === 'fail' || finding.verdict === 'warn'
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusBadge status={finding.verdict} />
          <h3 className="min-w-0">
            <ForeignText text={about} mono className="font-medium" />
          </h3>
        </div>
        {finding.text === sentence ? null : (
          <p>
            <ForeignText text={finding.text} />
          </p>
        )}
        {isOpen && !isOnly ? <FindingFacts impact={finding.impact} effort={finding.fix?.effort} /> : null}
      </div>
      {withFix && finding.fix !== undefined ? (
        <div className="flex flex-col gap-2 border-t pt-4">
          <h4 className="font-medium">Fix it</h4>
          <FixPanel fix={finding.fix} />
        </div>
      ) : null}
      {finding.exhibits.length === 0 ? null : (
        <div className="flex flex-col gap-2 border-t pt-4">
          <h4 className="font-medium">Evidence</h4>
          {finding.exhibits.map((exhibit, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: exhibits of a stored finding never move.
            <ExhibitView key={`${index} ${exhibit.title}`} exhibit={exhibit} />
          ))}
        </div>
      )}
      {isOpen ? <FindingDecisions finding={finding} isBlocker={isBlocker} /> : null}
    </Card>
  )
}
