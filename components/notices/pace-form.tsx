'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '@/components/data/api-error'
import { call } from '@/components/data/call'
import { SettingsPart } from '@/components/settings/settings-part'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { ForeignText } from '@/components/ui/foreign-text'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { NoticeSetting } from '@/lib/contracts/notice'
import { noticeEndpoints, noticesOptions } from './data'
import { HOURS } from './words'

const PACES = [
  { value: 'now', label: 'At once' },
  { value: 'daily', label: 'One mail a day' },
  { value: 'stopped', label: 'No emails' },
] as const
type PaceChoice = (typeof PACES)[number]['value']

const NONE = 'none'
const QUIET_HOURS = [{ value: NONE, label: 'No quiet hours' }, ...HOURS]

type PaceFormProps = { workspaceId: string; email: string; setting: NoticeSetting }

/** When mail comes: at once or once a day, not in quiet hours, or not at all. */
export function PaceForm({ workspaceId, email, setting }: PaceFormProps) {
  const client = useQueryClient()
  const [typed, setTyped] = useState(setting)
  const save = useMutation({
    mutationFn: () => call(noticeEndpoints.putNoticeSetting, { params: { workspaceId }, body: typed }),
    onSuccess: (saved) => client.setQueryData(noticesOptions(workspaceId).queryKey, saved),
  })
  const set = (change: Partial<NoticeSetting>): void => setTyped((before) => ({ ...before, ...change }))
  const named = save.error instanceof ApiError ? save.error.invalidParams : []
  const reasonOf = (field: string): string | undefined => named.find(({ name }) => name.startsWith(field))?.reason
  const note =
    save.error !== null && named.length === 0
      ? { isProblem: true, text: messageOf(save.error) }
      : save.isSuccess
        ? { isProblem: false, text: 'Saved.' }
        : undefined
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    save.mutate()
  }
  const pace: PaceChoice = typed.stopped ? 'stopped' : typed.pace
  const { quiet } = typed
  return (
    <SettingsPart
      title="When emails come"
      help={
        <>
          To <ForeignText text={email} />. Each of them says why it came and how to stop it.
        </>
      }
      canEdit
      isSaving={save.isPending}
      saveLabel="Save times"
      note={note}
      onSubmit={handleSubmit}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Emails come">
          {(control) => (
            <Select
              control={control}
              value={pace}
              options={PACES}
              onChange={(next) => set(next === 'stopped' ? { stopped: true } : { stopped: false, pace: next })}
            />
          )}
        </Field>
        {pace === 'daily' ? (
          <Field label="Hour of the day">
            {(control) => (
              <Select
                control={control}
                value={String(typed.dailyHour)}
                options={HOURS}
                onChange={(hour) => set({ dailyHour: Number(hour) })}
              />
            )}
          </Field>
        ) : null}
        {pace === 'now' ? (
          <>
            <Field label="Quiet from" error={reasonOf('quiet')}>
              {(control) => (
                <Select
                  control={control}
                  value={quiet === null ? NONE : String(quiet.from)}
                  options={QUIET_HOURS}
                  onChange={(hour) => set({ quiet: hour === NONE ? null : { from: Number(hour), to: quiet?.to ?? 7 } })}
                />
              )}
            </Field>
            {quiet === null ? null : (
              <Field label="Quiet until">
                {(control) => (
                  <Select
                    control={control}
                    value={String(quiet.to)}
                    options={HOURS}
                    onChange={(hour) => set({ quiet: { ...quiet, to: Number(hour) } })}
                  />
                )}
              </Field>
            )}
          </>
        ) : null}
        {pace === 'stopped' ? null : (
          <Field label="Time zone" error={reasonOf('timeZone')} help="Such as Europe/Lisbon.">
            {(control) => (
              <div className="flex flex-wrap gap-2">
                <Input
                  {...control}
                  className="min-w-0 flex-1 basis-40"
                  value={typed.timeZone}
                  spellCheck={false}
                  onChange={(event) => set({ timeZone: event.target.value })}
                />
                <Button
                  type="button"
                  onClick={() => set({ timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
                >
                  Use this device
                </Button>
              </div>
            )}
          </Field>
        )}
      </div>
    </SettingsPart>
  )
}
