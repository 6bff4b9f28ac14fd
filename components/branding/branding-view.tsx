'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { ForeignText } from '@/components/ui/foreign-text'
import { PageHeader, Section, SectionTitle } from '@/components/ui/section'
import type { BrandingDto } from '@/lib/contracts/branding'
import { can } from '@/lib/contracts/permissions'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'
import { BrandForm } from './brand-form'
import { BrandPreview } from './brand-preview'
import { previewOf, type Typed, typedFrom } from './choices'
import { type BrandPlace, brandingOptions } from './data'
import { LogoPart } from './logo-part'

type Client = { id: string; name: string }
type BrandingViewProps = { workspace: WorkspaceDto; clients: readonly Client[]; clientId: string | undefined }

/** How shared pages and packs look, for the workspace or one of its clients. */
export function BrandingView({ workspace, clients, clientId }: BrandingViewProps) {
  const place: BrandPlace = { workspaceId: workspace.id, clientId }
  const { data, error } = useQuery(brandingOptions(place))
  return (
    <div className="flex max-w-document flex-col gap-8">
      <PageHeader title="Branding" />
      <Levels workspace={workspace} clients={clients} clientId={clientId} />
      {data === undefined ? (
        <p role={error === null ? 'status' : 'alert'}>
          {error === null ? 'Loading the branding.' : `We could not load the branding. ${messageOf(error)}`}
        </p>
      ) : (
        <Level key={clientId ?? ''} place={place} branding={data} canEdit={can(workspace.role, 'branding.write')} />
      )}
    </div>
  )
}

function Level({ place, branding, canEdit }: { place: BrandPlace; branding: BrandingDto; canEdit: boolean }) {
  const [typed, setTyped] = useState<Typed>(() => typedFrom(branding))
  return (
    <>
      {canEdit ? null : <p>Only owners and admins can change the branding.</p>}
      <Section aria-labelledby="brand-preview">
        <SectionTitle id="brand-preview">Preview</SectionTitle>
        <BrandPreview brand={previewOf(typed, branding)} />
      </Section>
      <BrandForm
        place={place}
        branding={branding}
        typed={typed}
        onType={(change) => setTyped((before) => ({ ...before, ...change }))}
        canEdit={canEdit}
      />
      <LogoPart place={place} branding={branding} canEdit={canEdit} />
    </>
  )
}

/** The workspace and its clients, each with an address of its own. */
function Levels({ workspace, clients, clientId }: BrandingViewProps) {
  if (clients.length === 0) {
    return (
      <p className="text-muted-foreground">
        This branding is for the whole workspace. With clients, each can have a branding of its own. Add them in{' '}
        <Link href={routes.workspaceSettings(workspace.slug)} className="link focus-ring rounded-sm underline">
          workspace settings
        </Link>
        .
      </p>
    )
  }
  const levels = [{ id: undefined, name: 'Whole workspace' }, ...clients]
  return (
    <nav aria-label="Branding of">
      <ul className="flex flex-wrap gap-2">
        {levels.map(({ id, name }) => (
          <li key={id ?? ''}>
            <Link
              href={routes.branding(workspace.slug, id)}
              aria-current={id === clientId ? 'page' : undefined}
              className="focus-ring inline-flex min-h-8 items-center rounded-button border px-3 py-1 hover:bg-muted aria-[current=page]:border-primary aria-[current=page]:font-medium pointer-coarse:min-h-11"
            >
              <ForeignText text={name} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
