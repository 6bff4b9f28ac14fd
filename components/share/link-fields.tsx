'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { runsOptions } from '@/components/data/options'
import { usePlace } from '@/components/frame/place'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { SHARE_DETAILS, SHARE_SECTIONS, type ShareSection } from '@/lib/contracts/share-parts'
import { formatExact } from '@/lib/format/time'
import { visibleText } from '@/lib/format/visible-text'
import { DAYS, type LinkDraft } from './link-draft'
import { DETAIL_TEXT, SECTION_TEXT } from './link-words'

type LinkFieldsProps = {
  draft: LinkDraft
  problems: readonly { name: string; reason: string }[]
  isNew: boolean
  hadPasscode: boolean
  client: string | undefined
  hasAudit: boolean
  onChange: (part: Partial<LinkDraft>) => void
}

type Part = Pick<LinkFieldsProps, 'draft' | 'onChange'> & { problem: (name: string) => string | undefined }

/** Everything that can be chosen about a link. */
export function LinkFields(props: LinkFieldsProps) {
  const { draft, problems, isNew, hadPasscode, client, hasAudit, onChange } = props
  const problem = (name: string) => problems.find((one) => one.name === name || one.name.startsWith(`${name}.`))?.reason
  const part = { draft, onChange, problem }
  const name = useRef<HTMLInputElement>(null)
  // The form opens above the list: whoever asked for it goes on typing there.
  useEffect(() => name.current?.focus(), [])
  return (
    <>
      <Field label="Name" help="Only your team sees it." error={problem('name')}>
        {(control) => (
          <Input
            {...control}
            ref={name}
            value={draft.name}
            maxLength={80}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      {isNew ? <KindField {...part} hasAudit={hasAudit} /> : null}
      <Parts {...part} />
      <Field label="Evidence" help="Nothing about passwords and keys is ever shown." error={problem('detail')}>
        {(control) => (
          <Select
            control={control}
            value={draft.detail}
            options={SHARE_DETAILS.map((value) => ({ value, label: DETAIL_TEXT[value] }))}
            onChange={(detail) => onChange({ detail })}
          />
        )}
      </Field>
      <Look {...part} client={client} />
      <WayIn {...part} hadPasscode={hadPasscode} isNew={isNew} />
    </>
  )
}

function KindField({ draft, onChange, problem, hasAudit }: Part & { hasAudit: boolean }) {
  const group = useId()
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">What it follows</legend>
      <label className="flex min-h-6 items-start gap-2">
        <input
          type="radio"
          name={group}
          className="mt-1"
          checked={draft.kind === 'live'}
          onChange={() => onChange({ kind: 'live' })}
        />
        <span>Live: always the latest results</span>
      </label>
      <label className="flex min-h-6 items-start gap-2">
        <input
          type="radio"
          name={group}
          className="mt-1"
          checked={draft.kind === 'frozen'}
          disabled={!hasAudit}
          onChange={() => onChange({ kind: 'frozen' })}
        />
        <span>
          Frozen: what is known at one moment, for good
          {hasAudit ? null : <span className="text-muted-foreground"> (run the first audit to choose this)</span>}
        </span>
      </label>
      {draft.kind === 'frozen' ? <AuditField draft={draft} onChange={onChange} problem={problem} /> : null}
      {problem('kind') === undefined ? null : <p className="text-fail">{problem('kind')}</p>}
    </fieldset>
  )
}

const RUNS = 100

/** Which moment a frozen link keeps: now, or the end of one of the audits. */
function AuditField({ draft, onChange, problem }: Part) {
  const { project } = usePlace()
  const { data } = useQuery(runsOptions({ projectId: project, limit: RUNS }))
  const audits = (data?.items ?? [])
    .filter(({ kind, status, finishedAt }) => kind === 'full' && status === 'finished' && finishedAt !== null)
    .map(({ id, finishedAt }) => ({ value: id, label: `Audit of ${formatExact(Date.parse(finishedAt ?? ''))}` }))
  return (
    <Field
      label="Moment"
      help={draft.audit === '' ? undefined : 'The production map is not kept for older audits.'}
      error={problem('runId')}
    >
      {(control) => (
        <Select
          control={control}
          value={draft.audit}
          options={[{ value: '', label: 'Now' }, ...audits]}
          onChange={(audit) => onChange({ audit })}
        />
      )}
    </Field>
  )
}

function Parts({ draft, onChange, problem }: Part) {
  const toggle = (section: ShareSection, isOn: boolean) =>
    onChange({ sections: SHARE_SECTIONS.filter((one) => (one === section ? isOn : draft.sections.includes(one))) })
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">Parts</legend>
      {SHARE_SECTIONS.map((section) => (
        <Tick
          key={section}
          isOn={draft.sections.includes(section)}
          onChange={(isOn) => toggle(section, isOn)}
          label={SECTION_TEXT[section]}
        />
      ))}
      {problem('sections') === undefined ? null : (
        <p role="alert" className="text-fail">
          {problem('sections')}
        </p>
      )}
    </fieldset>
  )
}

function Tick({ isOn, onChange, label }: { isOn: boolean; onChange: (isOn: boolean) => void; label: ReactNode }) {
  const id = useId()
  return (
    <div className="flex min-h-6 items-center gap-2 pointer-coarse:min-h-11">
      <Checkbox id={id} checked={isOn} onCheckedChange={(checked) => onChange(checked === true)} />
      <label htmlFor={id}>{label}</label>
    </div>
  )
}

function Look({ draft, onChange, client }: Part & { client: string | undefined }) {
  return (
    <div className="flex flex-col gap-2">
      {client === undefined ? null : (
        <Field label="Brand">
          {(control) => (
            <Select
              control={control}
              value={draft.brand}
              options={[
                { value: 'client', label: visibleText(client) },
                { value: 'workspace', label: 'This workspace' },
              ]}
              onChange={(brand) => onChange({ brand })}
            />
          )}
        </Field>
      )}
      <Tick isOn={draft.contact} onChange={(contact) => onChange({ contact })} label="Contact button of the brand" />
    </div>
  )
}

function WayIn({ draft, onChange, problem, hadPasscode, isNew }: Part & { hadPasscode: boolean; isNew: boolean }) {
  const uses: { value: LinkDraft['passcodeUse']; label: string }[] = [
    { value: 'none', label: 'None' },
    ...(hadPasscode ? [{ value: 'keep' as const, label: 'Keep the one that is set' }] : []),
    { value: 'set', label: hadPasscode ? 'Set another one' : 'Ask for a passcode' },
  ]
  const days = [...(isNew ? [] : [0]), ...DAYS]
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Passcode" error={draft.passcodeUse === 'set' ? undefined : problem('passcode')}>
          {(control) => (
            <Select
              control={control}
              value={draft.passcodeUse}
              options={uses}
              onChange={(passcodeUse) => onChange({ passcodeUse })}
            />
          )}
        </Field>
        {draft.passcodeUse === 'set' ? (
          <Field label="The passcode" help="Send it another way than the link." error={problem('passcode')}>
            {(control) => (
              <Input
                {...control}
                value={draft.passcode}
                maxLength={64}
                autoComplete="off"
                onChange={(event) => onChange({ passcode: event.target.value })}
              />
            )}
          </Field>
        ) : null}
        <Field label="Ends" error={problem('days')}>
          {(control) => (
            <Select
              control={control}
              value={String(draft.days)}
              options={days.map((value) => ({
                value: String(value),
                label: value === 0 ? 'As it is' : `In ${value} days`,
              }))}
              onChange={(value) => onChange({ days: Number(value) })}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-col gap-2">
        <Tick
          isOn={draft.emailRequired}
          onChange={(emailRequired) => onChange({ emailRequired })}
          label="Ask for an email first (nobody proves it)"
        />
        <Tick isOn={draft.notify} onChange={(notify) => onChange({ notify })} label="Tell me when somebody opens it" />
      </div>
    </>
  )
}
