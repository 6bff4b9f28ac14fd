'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useId, useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Section, SectionTitle } from '@/components/ui/section'
import type { BrandingDto } from '@/lib/contracts/branding'
import { type BrandPlace, brandingEndpoints, brandingOptions, placeQuery } from './data'

/** What the front door lets in, and more than any logo that is kept. */
const MOST_BYTES = 150 * 1024

/** The bytes of a file as base64, the way they travel. */
async function encoded(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

function problemOf(error: unknown): string {
  const reason = error instanceof ApiError ? error.invalidParams[0]?.reason : undefined
  return reason ?? messageOf(error)
}

type LogoPartProps = { place: BrandPlace; branding: BrandingDto; canEdit: boolean }

/** Chooses the picture of a level or goes without. */
export function LogoPart({ place, branding, canEdit }: LogoPartProps) {
  const id = useId()
  const client = useQueryClient()
  const [note, setNote] = useState<{ isProblem: boolean; text: string }>()
  const target = { params: { workspaceId: place.workspaceId }, query: placeQuery(place) }
  const keep = (fresh: BrandingDto) => client.setQueryData(brandingOptions(place).queryKey, fresh)
  const choose = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > MOST_BYTES) {
        throw new ApiError({ code: 'too-large', message: 'Keep the logo under 100 kB as SVG or 150 kB as PNG.' })
      }
      return call(brandingEndpoints.putLogo, { ...target, body: { content: await encoded(file) } })
    },
    onSuccess: ({ branding: fresh, removed }) => {
      keep(fresh)
      const left = removed.length === 0 ? '' : ` Left out of the picture: ${removed.join(', ')}.`
      setNote({ isProblem: false, text: `Logo saved.${left}` })
    },
    onError: (error) => setNote({ isProblem: true, text: problemOf(error) }),
  })
  const remove = useMutation({
    mutationFn: () => call(brandingEndpoints.deleteLogo, { ...target, body: {} }),
    onSuccess: (fresh) => {
      keep(fresh)
      setNote({ isProblem: false, text: 'Logo removed.' })
    },
    onError: (error) => setNote({ isProblem: true, text: problemOf(error) }),
  })
  function handleChange(event: ChangeEvent<HTMLInputElement>) {
    const [file] = event.target.files ?? []
    if (file !== undefined) choose.mutate(file)
    // The same file chosen again is a choice as well.
    event.target.value = ''
  }
  const { own, shown } = branding
  return (
    <Section>
      <SectionTitle>Logo</SectionTitle>
      <Card className="flex flex-col gap-3">
        {shown.logo === undefined ? (
          <p>No logo yet. The name stands alone.</p>
        ) : (
          <div className="flex flex-wrap items-center gap-3">
            {/* biome-ignore lint/performance/noImgElement: a data address; there is nothing to optimise */}
            <img src={shown.logo.dataUri} alt="The logo as it is shown" className="h-10 max-w-40 object-contain" />
            {own.hasLogo ? null : <p>The logo of the workspace.</p>}
          </div>
        )}
        {canEdit ? (
          <>
            <label htmlFor={id} className="font-medium">
              Choose a logo
            </label>
            <input
              id={id}
              type="file"
              accept=".svg,.png,image/svg+xml,image/png"
              onChange={handleChange}
              disabled={choose.isPending}
              aria-describedby={`${id}-help`}
              className="focus-ring w-full min-w-0 rounded-control text-sm file:mr-3 file:h-9 file:rounded-button file:border file:border-input file:bg-card file:px-3 file:font-medium file:text-foreground pointer-coarse:file:h-11"
            />
            <p id={`${id}-help`} className="text-muted-foreground text-xs">
              SVG up to 100 kB or PNG up to 150 kB. We keep shapes and colours only. A pack shows a PNG; with an SVG it
              shows the name.
            </p>
            {own.hasLogo ? (
              <Button
                className="self-start"
                onClick={() => remove.mutate()}
                pending={remove.isPending}
                pendingLabel="Removing"
              >
                Remove logo
              </Button>
            ) : null}
          </>
        ) : null}
        <p role={note?.isProblem === true ? 'alert' : 'status'} className={note?.isProblem === true ? 'text-fail' : ''}>
          {choose.isPending ? 'Saving the logo.' : (note?.text ?? '')}
        </p>
      </Card>
    </Section>
  )
}
