'use client'

import { RawEvidence } from '@/components/check/raw-evidence'
import { ForeignText } from '@/components/ui/foreign-text'
import { Sheet, SheetContent, SheetTitle } from '@/components/ui/sheet'
import { Ago } from '@/components/ui/time'
import type { MapNodeDto } from '@/lib/contracts/map'
import type { MapState } from '@/lib/roadmaps/production-map/types'
import { CorrectionForm } from './correction-form'
import { ForeignLines, StateChip } from './map-words'

const EXPLAINED: Readonly<Record<MapState, string>> = {
  seen: 'A record, a header or a certificate says so.',
  guess: 'This is a guess: what we saw hints at it, but others could look the same.',
  said: 'Your settings say so. Nothing we can see names it.',
  none: 'We looked, and there is none.',
  unknown: 'We looked, but nothing names it.',
  missing: 'We have no answer, so nothing is claimed. Run an audit to look again.',
  asked: 'Only your team knows this.',
}

type EvidenceSheetProps = {
  projectId: string
  node: MapNodeDto | undefined
  canEdit: boolean
  /** Whether the field gets the focus; else the sheet itself does, so that reading begins at its top. */
  startsWithCorrection: boolean
  onClose: () => void
}

/** One place of the map: what was seen, when, and what a person says instead. */
export function EvidenceSheet({ projectId, node, canEdit, startsWithCorrection, onClose }: EvidenceSheetProps) {
  return (
    <Sheet open={node !== undefined} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      {node === undefined ? null : (
        <SheetContent
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            if (!(event.currentTarget instanceof HTMLElement)) return
            event.preventDefault()
            const field = startsWithCorrection ? event.currentTarget.querySelector('input') : null
            ;(field ?? event.currentTarget).focus()
          }}
        >
          <SheetTitle className="pr-8 font-semibold text-base">{node.title}</SheetTitle>
          {node.correction === null ? null : (
            <p>
              <ForeignText text={node.correction.text} className="font-medium" />
              <span className="block text-muted-foreground text-xs">
                Corrected by <ForeignText text={node.correction.by} /> <Ago at={node.correction.at} />
              </span>
            </p>
          )}
          <p>
            <ForeignText text={node.sentence} />
            <StateChip state={node.state} />
          </p>
          <Inferred node={node} />
          {canEdit ? <CorrectionForm key={node.id} projectId={projectId} node={node} onDone={onClose} /> : null}
        </SheetContent>
      )}
    </Sheet>
  )
}

function Inferred({ node: { state, because, evidence } }: { node: MapNodeDto }) {
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold text-sm">How we know</h3>
      <p className="text-muted-foreground">{EXPLAINED[state]}</p>
      {because.length === 0 ? null : (
        <div className="flex flex-col gap-1 rounded-card bg-muted px-3 py-2">
          <ForeignLines lines={because} />
        </div>
      )}
      {evidence === null ? null : (
        <>
          <p className="text-muted-foreground text-xs">
            Looked at <Ago at={evidence.at} />.
          </p>
          <RawEvidence runId={evidence.runId} evidenceKey={evidence.key} />
        </>
      )}
    </div>
  )
}
