'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { messageOf } from '@/components/data/api-error'
import { sentenceOf } from '@/components/findings/words'
import { usePlace } from '@/components/frame/place'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { ForeignText } from '@/components/ui/foreign-text'
import { StatusBadge } from '@/components/ui/status-badge'
import { Ago } from '@/components/ui/time'
import type { AttestationDto } from '@/lib/contracts/attestation'
import { APPROVER_ITEM, TRANSFER_ITEM } from '@/lib/roadmaps/handover'
import { items } from '@/lib/roadmaps/items'
import type { ProveEntry } from '@/lib/roadmaps/prove'
import { routes } from '@/lib/routes'
import { Asked, AskSomebody } from './ask-somebody'
import { useForgetAnswer, useWithdraw } from './data'
import { History } from './history'
import { Outcome } from './outcome'
import { Proof } from './proof'
import { QuestionForm } from './question-form'
import { StatementForm } from './statement-form'
import { minutesWords, untilWords } from './words'

type ProveRowProps = {
  entry: ProveEntry
  /** The newest entry about its item, with the proof. */
  proof: AttestationDto | undefined
  isOpen: boolean
  /** What was saved here on this visit; null where nothing had to be checked again. */
  saved: { runId: string | null } | undefined
  onToggle: () => void
  onSaved: (runId: string | null) => void
}

type QuestionEntry = Extract<ProveEntry, { kind: 'question' }>
type StatementEntry = Extract<ProveEntry, { kind: 'statement' }>

export function titleOf(entry: ProveEntry): string {
  return entry.kind === 'question' ? entry.question.text : items[entry.itemId].text
}

/** One thing to prove: its question, and what to do about it once it is opened. */
export function ProveRow(props: ProveRowProps) {
  const { entry, isOpen, onToggle } = props
  const [wasOpen, setWasOpen] = useState(isOpen)
  if (isOpen && !wasOpen) setWasOpen(true)
  const panel = `${entry.id}-panel`
  return (
    <li
      id={entry.id}
      data-prove={entry.isOpen ? 'open' : 'done'}
      className="scroll-mt-[72px] border-t first:border-t-0"
    >
      <h3>
        <button
          type="button"
          data-row
          aria-expanded={isOpen}
          aria-controls={panel}
          onClick={onToggle}
          className="focus-ring flex w-full items-start gap-3 rounded-card px-4 py-3 text-left hover:bg-muted/60"
        >
          <ChevronRight
            aria-hidden
            className={cn(
              'mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform duration-100',
              isOpen && 'rotate-90',
            )}
          />
          <span className="flex min-w-0 flex-1 flex-col gap-x-3 gap-y-1.5 sm:flex-row sm:items-start">
            <span className="flex min-w-0 flex-1 flex-col gap-1">
              <span className="font-medium">{titleOf(entry)}</span>
              <Summary entry={entry} />
              {entry.isOpen ? <Asked id={entry.id} /> : null}
            </span>
            <span className="flex shrink-0 flex-wrap items-center gap-2">
              {entry.needed ? <Badge>Needed for GO</Badge> : null}
              {entry.isOpen ? (
                <span className="text-muted-foreground text-xs tabular-nums">{minutesWords(entry.minutes)}</span>
              ) : (
                <StatusBadge status="pass" word={entry.kind === 'question' ? 'Answered' : 'Confirmed'} />
              )}
            </span>
          </span>
        </button>
      </h3>
      {/* What was typed stays while other rows are open. */}
      <div id={panel} hidden={!isOpen} className="px-4 pt-2 pb-4 sm:pl-11">
        {wasOpen ? <Panel {...props} /> : null}
      </div>
    </li>
  )
}

function Summary({ entry }: { entry: ProveEntry }) {
  if (entry.kind === 'question') {
    const { answer } = entry
    if (answer === undefined) return null
    return (
      <span className="text-muted-foreground text-xs">
        {answer.none ? 'There is none' : <ForeignText text={answer.summary.join(', ')} />}
      </span>
    )
  }
  const { confirmation, hasExpired } = entry
  if (confirmation !== undefined) {
    return (
      <span className="text-muted-foreground text-xs">
        <ForeignText text={confirmation.by} />, {untilWords(confirmation)}
      </span>
    )
  }
  return hasExpired ? <span className="text-unknown text-xs">The last confirmation has expired</span> : null
}

function Panel(props: ProveRowProps) {
  const { entry, saved } = props
  return (
    <div className="flex max-w-document flex-col gap-4">
      {saved === undefined ? null : saved.runId === null ? (
        <p role="status">Saved.</p>
      ) : (
        <Outcome key={saved.runId} runId={saved.runId} />
      )}
      {entry.kind === 'question' ? (
        <QuestionPanel {...props} entry={entry} />
      ) : (
        <StatementPanel {...props} entry={entry} />
      )}
    </div>
  )
}

/** A form that, once shown, keeps what was typed while an answer of somebody else stands in its place. */
function KeptForm({ shows, children }: { shows: boolean; children: ReactNode }) {
  const [wasShown, setWasShown] = useState(shows)
  if (shows && !wasShown) setWasShown(true)
  return wasShown ? <div hidden={!shows}>{children}</div> : null
}

function QuestionPanel({ entry, onSaved }: ProveRowProps & { entry: QuestionEntry }) {
  const { question, answer, kept } = entry
  const { canRun, project } = usePlace()
  const forget = useForgetAnswer(project)
  const [isEditing, setEditing] = useState(false)
  // A saved form starts anew; one that was not keeps what was typed.
  const [round, setRound] = useState(0)
  const showsForm = canRun && (answer === undefined || isEditing)
  return (
    <>
      <p className="text-muted-foreground">{question.help}</p>
      {answer === undefined ? null : (
        <div className="flex flex-col gap-2">
          <ul className="flex flex-col gap-0.5">
            {(answer.none ? ['There is none'] : answer.summary).map((line) => (
              <li key={line}>
                <ForeignText text={line} className="font-medium" />
              </li>
            ))}
          </ul>
          {kept === undefined ? (
            <p className="text-muted-foreground text-xs">Set in the settings of the project.</p>
          ) : (
            <p className="text-muted-foreground text-xs">
              <ForeignText text={kept.by} /> answered <Ago at={kept.at} />
            </p>
          )}
          {canRun ? (
            <div className="flex flex-wrap gap-2">
              <Button size="compact" onClick={() => setEditing(!isEditing)} aria-expanded={isEditing}>
                {isEditing ? 'Keep answer' : 'Change answer'}
              </Button>
              <Button
                size="compact"
                pending={forget.isPending}
                pendingLabel="Taking back"
                onClick={() => forget.mutate(question.id)}
              >
                Take back
              </Button>
            </div>
          ) : null}
          {forget.isError ? (
            <p role="alert" className="text-fail">
              {messageOf(forget.error)}
            </p>
          ) : null}
        </div>
      )}
      <KeptForm key={round} shows={showsForm}>
        <QuestionForm
          question={question}
          onSaved={(runId) => {
            setEditing(false)
            setRound(round + 1)
            onSaved(runId)
          }}
        />
      </KeptForm>
      {canRun ? null : <p>Members, admins and owners can answer this.</p>}
      {answer === undefined ? <AskSomebody id={entry.id} /> : null}
    </>
  )
}

/** A check saw the opposite: both are shown, and the check decides. */
function Against({ entry }: { entry: StatementEntry }) {
  const place = usePlace()
  if (entry.against.length === 0) return null
  return (
    <div className="flex flex-col gap-1 rounded-card border border-fail-fill bg-fail-soft px-3 py-2 text-fail">
      <p>A check sees the opposite. It stays failed until that is fixed, whatever is confirmed.</p>
      <ul>
        {entry.against.map((check) => (
          <li key={check.id}>
            <Link href={routes.check({ ...place, check: check.id })} className="focus-ring rounded-sm underline">
              <ForeignText text={sentenceOf(check)} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What the handover checklist asks part by part needs no second answer here. */
function OneByOne() {
  return (
    <p className="text-muted-foreground text-xs">
      The{' '}
      <Link href={routes.handover(usePlace())} className="link focus-ring rounded-sm underline">
        handover checklist
      </Link>{' '}
      asks this one by one. Filled in there, it confirms itself.
    </p>
  )
}

function StatementPanel({ entry, proof, onSaved }: ProveRowProps & { entry: StatementEntry }) {
  const { itemId, statement, confirmation } = entry
  const { canRun, project } = usePlace()
  const withdraw = useWithdraw({ projectId: project, itemId })
  const [isEditing, setEditing] = useState(false)
  // A saved form starts anew; one that was not keeps what was typed.
  const [round, setRound] = useState(0)
  const valid = confirmation !== undefined && proof?.answer === 'confirmed' ? proof : undefined
  const showsForm = canRun && (confirmation === undefined || isEditing)
  return (
    <>
      <Against entry={entry} />
      {confirmation === undefined ? null : (
        <div className="flex flex-col gap-2">
          <p className="font-medium">{statement.text}.</p>
          <p className="text-muted-foreground text-xs">
            <ForeignText text={confirmation.by} /> confirmed this <Ago at={confirmation.at} />,{' '}
            {untilWords(confirmation)}
          </p>
          {valid === undefined ? null : <Proof entry={valid} />}
          {canRun ? (
            <div className="flex flex-wrap gap-2">
              <Button size="compact" onClick={() => setEditing(!isEditing)} aria-expanded={isEditing}>
                {isEditing ? 'Keep it as it is' : 'Confirm again'}
              </Button>
              {valid === undefined ? null : (
                <Button
                  size="compact"
                  pending={withdraw.isPending}
                  pendingLabel="Taking back"
                  onClick={() => withdraw.mutate(valid.id)}
                >
                  Take back
                </Button>
              )}
            </div>
          ) : null}
        </div>
      )}
      {withdraw.isError ? (
        <p role="alert" className="text-fail">
          {messageOf(withdraw.error)}
        </p>
      ) : null}
      {itemId === APPROVER_ITEM || itemId === TRANSFER_ITEM ? <OneByOne /> : null}
      <KeptForm key={round} shows={showsForm}>
        <StatementForm
          itemId={itemId}
          statement={statement}
          onSaved={() => {
            setEditing(false)
            setRound(round + 1)
            onSaved(null)
          }}
        />
      </KeptForm>
      {canRun ? null : <p>Members, admins and owners can confirm this.</p>}
      <History itemId={itemId} />
      {confirmation === undefined ? <AskSomebody id={entry.id} /> : null}
    </>
  )
}
