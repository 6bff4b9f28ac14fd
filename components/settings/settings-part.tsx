import type { FormEventHandler, ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Section, SectionTitle } from '@/components/ui/section'

type SettingsPartProps = {
  title: string
  help: ReactNode
  canEdit: boolean
  isSaving: boolean
  saveLabel: string
  note: { isProblem: boolean; text: string } | undefined
  onSubmit: FormEventHandler<HTMLFormElement>
  children: ReactNode
}

/** One form of the settings page with its own Save, so a mistake in one part holds up no other. */
export function SettingsPart(props: SettingsPartProps) {
  const { title, help, canEdit, isSaving, saveLabel, note, onSubmit, children } = props
  return (
    <Section>
      <SectionTitle>{title}</SectionTitle>
      <p className="text-muted-foreground">{help}</p>
      <Card>
        <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
          <fieldset disabled={!canEdit} className="flex min-w-0 flex-col gap-4">
            <legend className="sr-only">{title}</legend>
            {children}
          </fieldset>
          {canEdit ? (
            <div className="flex flex-wrap items-center gap-3">
              <Button type="submit" pending={isSaving} pendingLabel="Saving">
                {saveLabel}
              </Button>
              <p
                role={note?.isProblem === true ? 'alert' : 'status'}
                className={note?.isProblem === true ? 'text-fail' : ''}
              >
                {note?.text ?? ''}
              </p>
            </div>
          ) : null}
        </form>
      </Card>
    </Section>
  )
}
