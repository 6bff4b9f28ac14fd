'use client'

import { ExhibitView } from '@/components/findings/exhibit-view'
import { FindingFacts } from '@/components/findings/finding-facts'
import { FixPanel } from '@/components/findings/fix-panel'
import { Card } from '@/components/ui/card'
import { ForeignText } from '@/components/ui/foreign-text'
import { StatusBadge } from '@/components/ui/status-badge'
import type { Finding } from '@/lib/engine/finding'

/** One statement with what it was decided on and, where it is open, the exact change. */
export function FindingCard({ finding, withFix }: { finding: Finding; withFix: boolean }) {
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex items-start gap-3">
        <StatusBadge status={finding.verdict} className="mt-px" />
        <div className="flex min-w-0 flex-col gap-1">
          <h3 className="font-medium">
            <ForeignText text={finding.text} />
          </h3>
          <FindingFacts subject={finding.subject} impact={finding.impact} effort={finding.fix?.effort} />
        </div>
      </div>
      {finding.exhibits.map((exhibit, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: exhibits of a stored finding never move.
        <ExhibitView key={`${index} ${exhibit.title}`} exhibit={exhibit} />
      ))}
      {withFix && finding.fix !== undefined ? (
        <div className="flex flex-col gap-2 border-t pt-4">
          <h4 className="font-medium">Fix it</h4>
          <FixPanel fix={finding.fix} />
        </div>
      ) : null}
    </Card>
  )
}
