'use client'

import { ChevronRight } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { derivedOf } from '@/components/data/derived'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { VerdictCard } from '@/components/overview/verdict-card'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader, Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { count } from '@/lib/format/count'
import { openGroups, type ProveEntry, type ProveProgress, progressOf, proveEntries } from '@/lib/roadmaps/prove'
import type { ProjectState } from '@/lib/roadmaps/state'
import { answerWords, reasonSentence } from '@/lib/roadmaps/words'
import { useInputs, useProofs } from './data'
import { ExampleMessage } from './example-message'
import { ProveRow } from './prove-row'
import { minutesWords, WHO_WORDS } from './words'

/** Everything only people can prove: questions and statements, by who can answer, with what is done folded away. */
export function ProveView({ exampleMessage }: { exampleMessage?: string | undefined }) {
  const { project } = usePlace()
  const data = useProjectState(project)
  const kept = useInputs(project)
  const proofs = useProofs(project)
  const state = derivedOf(data)
  const entries = proveEntries({ state, target: data.project.target, kept })
  const desk = useDesk(entries)
  // A row somebody works on stays where it is, also when somebody else answers it meanwhile.
  const held = entries.map(desk.held)
  const groups = openGroups(held)
  const done = held.filter(({ isOpen }) => !isOpen)
  const known = new Map(entries.map((entry) => [entry.id, entry]))
  const rowOf = ({ id }: ProveEntry) => {
    const entry = known.get(id)
    if (entry === undefined) return null
    return (
      <ProveRow
        key={id}
        entry={entry}
        proof={entry.kind === 'statement' ? proofs.find(({ itemId }) => itemId === entry.itemId) : undefined}
        isOpen={desk.openId === id}
        saved={desk.savedOf(id)}
        onToggle={() => desk.toggle(id)}
        onSaved={(runId) => desk.save(id, runId)}
      />
    )
  }
  return (
    <ExampleMessage value={exampleMessage}>
      <div className="flex flex-col gap-6">
        <PageHeader title="Help us prove it" />
        <Head state={state} progress={progressOf(entries)} isChecked={state.checkedAt !== undefined} />
        {groups.length === 0 ? <EmptyState line="Everything that people can prove is proven." /> : null}
        {groups.map(({ who, open }) => (
          <Section key={who} aria-labelledby={`who-${who}`}>
            <SectionHeader>
              <SectionTitle id={`who-${who}`}>
                {WHO_WORDS[who]} ({open.length})
              </SectionTitle>
              <p className="text-muted-foreground text-xs">
                about {minutesWords(open.reduce((sum, { minutes }) => sum + minutes, 0))}
              </p>
            </SectionHeader>
            <OpenRows
              id={`rest-${who}`}
              open={open}
              rowOf={rowOf}
              showsRest={desk.showsRest(who)}
              onToggle={() => desk.toggleRest(who)}
            />
          </Section>
        ))}
        {done.length === 0 ? null : (
          <Section aria-labelledby="done-title">
            <h2 id="done-title">
              <Unfold isOpen={desk.showsDone} controls="done" onToggle={desk.toggleDone}>
                Answered and confirmed ({done.length})
              </Unfold>
            </h2>
            <div id="done" hidden={!desk.showsDone}>
              <Card className="p-0">
                <ul>{done.map(rowOf)}</ul>
              </Card>
            </div>
          </Section>
        )}
      </div>
    </ExampleMessage>
  )
}

type UnfoldProps = { isOpen: boolean; controls: string; onToggle: () => void; children: ReactNode }

/** Not a `details`: a browser opens one by itself where the address names a row inside it. */
function Unfold({ isOpen, controls, onToggle, children }: UnfoldProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={controls}
      onClick={onToggle}
      className="focus-ring flex min-h-8 items-center gap-1.5 rounded-button px-1 text-left font-semibold text-sm hover:bg-muted pointer-coarse:min-h-11"
    >
      <ChevronRight
        aria-hidden
        className={cn('size-4 shrink-0 text-muted-foreground transition-transform duration-100', isOpen && 'rotate-90')}
      />
      {children}
    </button>
  )
}

type OpenRowsProps = {
  id: string
  open: readonly ProveEntry[]
  rowOf: (entry: ProveEntry) => ReactNode
  showsRest: boolean
  onToggle: () => void
}

/** What GO waits for is read at once; the rest is folded behind it, as long as there is something GO waits for. */
function OpenRows({ id, open, rowOf, showsRest, onToggle }: OpenRowsProps) {
  const needed = open.filter((entry) => entry.needed)
  const first = needed.length === 0 ? open : needed
  const rest = needed.length === 0 ? [] : open.filter((entry) => !entry.needed)
  return (
    <>
      <Card className="p-0">
        <ul>{first.map(rowOf)}</ul>
      </Card>
      {rest.length === 0 ? null : (
        <>
          <Unfold isOpen={showsRest} controls={id} onToggle={onToggle}>
            {rest.length} more that GO does not wait for
          </Unfold>
          <div id={id} hidden={!showsRest}>
            <Card className="p-0">
              <ul>{rest.map(rowOf)}</ul>
            </Card>
          </div>
        </>
      )}
    </>
  )
}

function Head({ state, progress, isChecked }: { state: ProjectState; progress: ProveProgress; isChecked: boolean }) {
  const { done, total, needed, minutesLeft, minutesToGo } = progress
  return (
    <>
      {isChecked ? (
        <VerdictCard reason={state.verdict.reason} answer={answerWords(state)} sentence={reasonSentence(state)}>
          <p className="text-muted-foreground">
            {needed === 0
              ? 'No answer on this page stands between you and GO.'
              : `${count(needed, 'answer')} on this page ${needed === 1 ? 'stands' : 'stand'} between you and GO: about ${minutesWords(minutesToGo)}.`}
          </p>
        </VerdictCard>
      ) : (
        <p>No audit has run yet. What you answer now is used by the first one.</p>
      )}
      <div className="flex flex-col gap-2">
        <p role="status">
          {done} of {total}
          {done === total ? ', nothing left' : `, about ${minutesWords(minutesLeft)} left`}
        </p>
        <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-muted">
          <div
            className="h-full origin-left rounded-full bg-pass-fill transition-transform duration-150 ease-out"
            style={{ transform: `scaleX(${total === 0 ? 1 : done / total})` }}
          />
        </div>
      </div>
    </>
  )
}

type Desk = {
  openId: string | undefined
  showsDone: boolean
  /** A row as it is listed on this visit. */
  held: (entry: ProveEntry) => ProveEntry
  savedOf: (id: string) => { runId: string | null } | undefined
  showsRest: (who: ProveEntry['who']) => boolean
  toggle: (id: string) => void
  toggleRest: (who: ProveEntry['who']) => void
  toggleDone: () => void
  save: (id: string, runId: string | null) => void
}

/** What is open on this visit: one row at a time, the one the address names first, and the next after each save. */
function useDesk(entries: readonly ProveEntry[]): Desk {
  const [openId, setOpenId] = useState<string>()
  // Rows that were worked on, with whether GO waited for them then: they keep their place.
  const [touched, setTouched] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [saved, setSaved] = useState<ReadonlyMap<string, { runId: string | null }>>(new Map())
  // One statement can settle what another row asks for: that row is not needed any more, but stays where it was.
  const [wasNeeded, setWasNeeded] = useState<ReadonlySet<string>>(new Set())
  const fresh = entries.filter(({ id, needed }) => needed && !wasNeeded.has(id))
  if (fresh.length > 0) setWasNeeded(new Set([...wasNeeded, ...fresh.map(({ id }) => id)]))
  const [showsDone, setShowsDone] = useState(false)
  const [rests, setRests] = useState<ReadonlySet<ProveEntry['who']>>(new Set())
  function open(id: string) {
    setOpenId(id)
    const entry = entries.find((candidate) => candidate.id === id)
    if (entry?.isOpen === true) setTouched((known) => (known.has(id) ? known : new Map(known).set(id, entry.needed)))
    if (entry?.isOpen === false && !touched.has(id)) setShowsDone(true)
    if (entry?.isOpen === true && !entry.needed && !wasNeeded.has(id))
      setRests((known) => new Set(known).add(entry.who))
  }
  function save(id: string, runId: string | null) {
    setSaved((known) => new Map(known).set(id, { runId }))
    const entry = entries.find((candidate) => candidate.id === id)
    const needed = entry?.needed === true || wasNeeded.has(id)
    const next = entry?.kind === 'statement' && entry.isOpen ? nextAfter({ ...entry, needed }, entries) : undefined
    // A result is read where it arrives; after a statement there is none, so the next one opens.
    if (next === undefined) return
    open(next.id)
    show(next.id)
  }
  const follow = useEffectEvent(() => {
    const id = decodeURIComponent(window.location.hash.slice(1))
    if (!entries.some((candidate) => candidate.id === id)) return
    open(id)
    show(id)
  })
  useEffect(() => {
    const handle = () => follow()
    handle()
    window.addEventListener('hashchange', handle)
    return () => window.removeEventListener('hashchange', handle)
  }, [])
  return {
    openId,
    showsDone,
    held: (entry) => {
      if (!touched.has(entry.id)) return { ...entry, needed: entry.needed || wasNeeded.has(entry.id) }
      return { ...entry, isOpen: true, needed: touched.get(entry.id) === true || wasNeeded.has(entry.id) }
    },
    savedOf: (id) => saved.get(id),
    showsRest: (who) => rests.has(who),
    toggleRest: (who) =>
      setRests((known) => new Set(known.has(who) ? [...known].filter((one) => one !== who) : [...known, who])),
    toggleDone: () => setShowsDone(!showsDone),
    toggle: (id) => (openId === id ? setOpenId(undefined) : open(id)),
    save,
  }
}

/** The statement to go on with: the next one of the same people, as the page lists them; after what GO waits for, nothing else. */
function nextAfter(entry: ProveEntry, entries: readonly ProveEntry[]): ProveEntry | undefined {
  const list = openGroups(entries).find(({ who }) => who === entry.who)?.open ?? []
  const index = list.findIndex(({ id }) => id === entry.id)
  return list.slice(index + 1).find(({ kind, needed }) => kind === 'statement' && (needed || !entry.needed))
}

/** Brings a row into view once it is drawn, with the focus on its head. */
function show(id: string) {
  requestAnimationFrame(() => {
    const row = document.getElementById(id)
    row?.scrollIntoView({ block: 'nearest' })
    row?.querySelector('button')?.focus({ preventScroll: true })
  })
}
