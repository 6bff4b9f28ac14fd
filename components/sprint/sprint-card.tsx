'use client'

import { Pause, Play, Timer } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { call } from '@/components/data/call'
import { derivedOf } from '@/components/data/derived'
import { endpoints } from '@/components/data/endpoints'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { problemOf, useDecide } from '@/components/triage/use-decision'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useServerNow } from '@/components/ui/clock'
import { Dialog, DialogClose, DialogContent, DialogHeading, DialogTrigger } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { ForeignText } from '@/components/ui/foreign-text'
import { Input } from '@/components/ui/input'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { can } from '@/lib/contracts/permissions'
import type { ProjectStateDto } from '@/lib/contracts/project'
import type { SprintDto } from '@/lib/contracts/sprint'
import { type PhaseState, type SprintState, sprintStateOf } from '@/lib/roadmaps/sprint'
import { Ideas } from './ideas'

type Wanted = { do: 'start' } | { do: 'continue' } | { do: 'end' } | { do: 'pause'; reason: string }

function useChange() {
  return useDecide((place, body: Wanted) =>
    call(endpoints.changeSprint, { params: { projectId: place.project }, body }),
  )
}

/** The 48 hours: nothing is shown of a clock until somebody starts it. */
export default function SprintCard() {
  const place = usePlace()
  const data = useProjectState(place.project)
  const mayChange = place.self !== undefined && can(place.self.role, 'triage.update')
  if (data.sprint === null && !mayChange) return null
  return (
    <Section aria-labelledby="sprint-title">
      <SectionHeader>
        <SectionTitle id="sprint-title">48-hour sprint</SectionTitle>
      </SectionHeader>
      <Card className="flex flex-col gap-4">
        {data.sprint === null ? <NotStarted /> : <Running data={data} sprint={data.sprint} mayChange={mayChange} />}
        <Ideas data={data} mayChange={mayChange} />
      </Card>
    </Section>
  )
}

function NotStarted() {
  const change = useChange()
  const problem = problemOf(change.error)
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="min-w-0 flex-1 basis-64 text-muted-foreground">
        From audit to handover in 48 hours, phase by phase. The clock informs; it never stops you.
      </p>
      <Button pending={change.isPending} onClick={() => change.mutate({ do: 'start' })}>
        <Timer aria-hidden />
        Start the clock
      </Button>
      {problem === undefined ? null : (
        <p role="alert" className="text-fail">
          {problem}
        </p>
      )}
    </div>
  )
}

type RunningProps = { data: ProjectStateDto; sprint: SprintDto; mayChange: boolean }

function Running({ data, sprint, mayChange }: RunningProps) {
  const now = useServerNow('second')
  const owned = new Set(
    data.decisions.triage.filter(({ ownerId }) => ownerId !== null).map((entry) => entry.fingerprint),
  )
  const state = sprintStateOf({
    sprint: {
      startedAt: Date.parse(sprint.startedAt),
      pauses: sprint.pauses.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) })),
      ...(sprint.pausedAt === null ? {} : { pausedAt: Date.parse(sprint.pausedAt) }),
    },
    roadmap: data.project.roadmap,
    state: derivedOf(data),
    owned: (fingerprint) => owned.has(fingerprint),
    hasPack: sprint.hasPack,
    now,
  })
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="flex flex-col gap-1">
          <p className="flex flex-wrap items-center gap-2">
            <span role="timer" aria-label="Time left" className="font-mono font-semibold text-title tabular-nums">
              {leftWords(state.remainingMs)}
            </span>
            {state.isPaused ? <Badge>Paused</Badge> : null}
            {state.isLate ? <Badge>Late</Badge> : null}
            {state.isOver ? <Badge>Time is over</Badge> : null}
          </p>
          <p className="text-muted-foreground">
            Phase {state.current + 1} of {state.phases.length}, {state.phases[state.current]?.title}
          </p>
          {sprint.pauseReason === null ? null : (
            <p>
              Paused: <ForeignText text={sprint.pauseReason} />
            </p>
          )}
        </div>
        {mayChange ? <Controls state={state} /> : null}
      </div>
      <ol className="flex flex-col gap-2">
        {state.phases.map((phase, index) => (
          <PhaseRow key={phase.title} phase={phase} isCurrent={index === state.current} />
        ))}
      </ol>
    </>
  )
}

function leftWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

function PhaseRow({ phase, isCurrent }: { phase: PhaseState; isCurrent: boolean }) {
  const isDone = phase.missing.length === 0
  return (
    <li aria-current={isCurrent ? 'step' : undefined} className="flex flex-col gap-1 border-t pt-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className={isCurrent ? 'font-semibold' : 'font-medium'}>{phase.title}</span>
        <span className="text-muted-foreground text-xs">
          hours {phase.hours[0]} to {phase.hours[1]}
        </span>
        <Badge>{isDone ? 'Done' : `${phase.missing.length} missing`}</Badge>
      </p>
      {isDone || !isCurrent ? null : (
        <ul className="list-disc pl-5 text-muted-foreground">
          {phase.missing.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

function Controls({ state }: { state: SprintState }) {
  const change = useChange()
  const problem = problemOf(change.error)
  return (
    <div className="flex flex-col items-end gap-2">
      <div className="flex flex-wrap gap-2">
        {state.isPaused ? (
          <Button pending={change.isPending} onClick={() => change.mutate({ do: 'continue' })}>
            <Play aria-hidden />
            Continue
          </Button>
        ) : state.isOver ? null : (
          <PauseDialog />
        )}
        <Button variant="ghost" pending={change.isPending} onClick={() => change.mutate({ do: 'end' })}>
          End sprint
        </Button>
      </div>
      {problem === undefined ? null : (
        <p role="alert" className="text-fail">
          {problem}
        </p>
      )}
    </div>
  )
}

function PauseDialog() {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const change = useChange()
  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    change.mutate({ do: 'pause', reason }, { onSuccess: () => setOpen(false) })
  }
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Pause aria-hidden />
          Pause
        </Button>
      </DialogTrigger>
      <DialogContent>
        <form method="post" noValidate onSubmit={handleSubmit} className="flex flex-col gap-4">
          <DialogHeading title="Pause the clock" description="The time that is left stays as it is." />
          <Field label="Reason" error={problemOf(change.error, 'reason') ?? problemOf(change.error)}>
            {(control) => (
              <Input {...control} value={reason} maxLength={240} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
          <div className="flex flex-wrap justify-end gap-2">
            <DialogClose asChild>
              <Button>Keep it running</Button>
            </DialogClose>
            <Button type="submit" variant="primary" pending={change.isPending}>
              Pause
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}
