'use client'

import { messageOf } from '@/components/data/api-error'
import { useNow } from '@/components/ui/clock'
import { Section, SectionTitle } from '@/components/ui/section'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import type { SharePreviewDto } from '@/lib/contracts/share'
import type { ShareBrand } from '@/lib/contracts/share-document'
import { chosenParts } from '@/lib/contracts/share-parts'
import { SHARE_STYLES } from '@/lib/routes'
import type { LinkDraft } from './link-draft'
import { SharedView } from './shared-view'

type LinkPreviewProps = {
  draft: LinkDraft
  preview: SharePreviewDto | undefined
  error: Error | null
  frozenAt: string | null
}

function brandOf({ brand, contact }: LinkDraft, { brands }: SharePreviewDto): ShareBrand {
  const chosen = brand === 'client' ? (brands.client ?? brands.workspace) : brands.workspace
  return contact ? chosen : { ...chosen, contact: null }
}

type Moment = Pick<LinkPreviewProps, 'draft' | 'frozenAt'> & { preview: SharePreviewDto; now: number }

/** The day that will stand on a frozen page: its own, that of the chosen audit, or today. */
function frozenMoment({ draft, preview, frozenAt, now }: Moment): string | null {
  if (draft.kind !== 'frozen') return null
  if (frozenAt !== null) return frozenAt
  return draft.audit === '' ? new Date(now).toISOString() : preview.document.at
}

const FRAME = 'focus-ring max-h-[80dvh] overflow-y-auto rounded-card border bg-background p-4 sm:p-6'

/** What the reader of a link will see, drawn by the component of the public page. */
export function LinkPreview({ draft, preview, error, frozenAt }: LinkPreviewProps) {
  const now = useNow()
  return (
    <Section>
      <link rel="stylesheet" href={SHARE_STYLES} precedence="default" />
      <SectionTitle id="preview-title">Preview</SectionTitle>
      {error === null ? null : <p role="alert">The preview could not be loaded. {messageOf(error)}</p>}
      {preview === undefined && error === null ? (
        <Loading label="Loading the preview">
          <Skeleton className="h-96 w-full" />
        </Loading>
      ) : null}
      {preview === undefined ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable without a mouse.
        <section aria-labelledby="preview-title" tabIndex={0} className={FRAME}>
          <SharedView
            page={{
              document: chosenParts(preview.document, draft),
              brand: brandOf(draft, preview),
              frozenAt: frozenMoment({ draft, preview, frozenAt, now }),
            }}
            now={now}
            level={2}
          />
        </section>
      )}
    </Section>
  )
}
