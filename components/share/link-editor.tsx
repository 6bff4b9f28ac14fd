'use client'

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { FormMessage } from '@/components/ui/form-message'
import { Section, SectionTitle } from '@/components/ui/section'
import type { ShareLinkDto } from '@/lib/contracts/share'
import { visibleText } from '@/lib/format/visible-text'
import { change, creation, draftOf, type LinkDraft, newDraft } from './link-draft'
import { LinkFields } from './link-fields'
import { LinkPreview } from './link-preview'
import { shareLinksOptions, sharePreviewOptions, sharing } from './options'

type LinkEditorProps = {
  /** Absent: a new one. */
  link: ShareLinkDto | undefined
  client: string | undefined
  hasAudit: boolean
  onDone: () => void
}

/** What the preview has to show. A live link shows what is known now, whichever it is. */
function shownBy(link: ShareLinkDto | undefined, { kind, audit }: LinkDraft) {
  if (kind === 'live') return {}
  if (link !== undefined) return { linkId: link.id }
  return audit === '' ? {} : { runId: audit }
}

function useSave(link: ShareLinkDto | undefined) {
  const { project: projectId } = usePlace()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (draft: LinkDraft) =>
      link === undefined
        ? call(sharing.createShareLink, { params: { projectId }, body: creation(draft) })
        : call(sharing.updateShareLink, { params: { projectId, linkId: link.id }, body: change(draft) }),
    onSuccess: () => client.invalidateQueries(shareLinksOptions(projectId)),
  })
}

/** Makes or changes a link, beside what its reader will see. */
export function LinkEditor({ link, client, hasAudit, onDone }: LinkEditorProps) {
  const { project } = usePlace()
  const [draft, setDraft] = useState(() => (link === undefined ? newDraft({ client }) : draftOf(link)))
  const preview = useQuery({ ...sharePreviewOptions(project, shownBy(link, draft)), placeholderData: keepPreviousData })
  const save = useSave(link)
  const problems = save.error instanceof ApiError ? save.error.invalidParams : []
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    save.mutate(draft, { onSuccess: () => (link === undefined ? undefined : onDone()) })
  }
  if (link === undefined && save.data !== undefined) return <Made link={save.data} onDone={onDone} />
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <Section aria-labelledby="link-form-title">
        <SectionTitle id="link-form-title">
          {link === undefined ? 'New link' : `Change ${visibleText(link.name)}`}
        </SectionTitle>
        <Card>
          <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-5">
            {save.error === null ? null : (
              <FormMessage
                key={save.submittedAt}
                text={problems.length > 0 ? 'Some of this cannot be used. See below.' : messageOf(save.error)}
              />
            )}
            <LinkFields
              draft={draft}
              problems={problems}
              isNew={link === undefined}
              hadPasscode={link?.passcode === true}
              client={client}
              hasAudit={hasAudit}
              onChange={(part) => setDraft((known) => ({ ...known, ...part }))}
            />
            <div className="flex flex-wrap gap-2">
              <Button type="submit" variant="primary" pending={save.isPending} pendingLabel="Saving">
                {link === undefined ? 'Create link' : 'Save link'}
              </Button>
              <Button onClick={onDone}>Cancel</Button>
            </div>
          </form>
        </Card>
      </Section>
      <LinkPreview draft={draft} preview={preview.data} error={preview.error} frozenAt={link?.frozenAt ?? null} />
    </div>
  )
}

function Made({ link, onDone }: { link: ShareLinkDto; onDone: () => void }) {
  return (
    <Card role="status" className="flex flex-col gap-3">
      <p className="font-medium">{visibleText(link.name)} is ready. Whoever has this link can open it.</p>
      {link.url === null ? null : (
        <div className="flex flex-wrap items-center gap-2">
          <code className="min-w-0 flex-1 basis-64 break-all font-mono text-code">{link.url}</code>
          <CopyButton text={link.url} label="Copy link" isFix={false} />
        </div>
      )}
      <Button className="self-start" onClick={onDone}>
        Done
      </Button>
    </Card>
  )
}
