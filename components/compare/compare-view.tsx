'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { messageOf } from '@/components/data/api-error'
import { compareOptions, runsOptions } from '@/components/data/options'
import { subjectText } from '@/components/findings/words'
import { usePlace } from '@/components/frame/place'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import { PageHeader, Section, SectionTitle } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { StatusBadge } from '@/components/ui/status-badge'
import type { ChangeDto, CompareDto, MeasureDto, MomentDto } from '@/lib/contracts/compare'
import { CHANGE_ORDER, CHANGE_WORDS } from '@/lib/engine/compare-words'
import { formatBytes, formatMilliseconds } from '@/lib/format/measure'
import { formatExact } from '@/lib/format/time'
import { routes } from '@/lib/routes'

const RUNS = 100
/** What did not change is folded away when it is longer than this. */
const SHOWN_OPEN = 10
const FIRST = ''
const NOW = ''

type Chosen = { from: string | undefined; to: string | undefined }

/** Two moments of a project side by side; which two stands in the address. */
export function CompareView({ from, to }: Chosen) {
  const place = usePlace()
  const { data, error, isPending } = useQuery(compareOptions({ projectId: place.project, from, to }))
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title="Before and after">
        <Button asChild size="compact">
          <Link href={routes.share(place)}>Share</Link>
        </Button>
        {data === undefined ? null : <CopyButton text={summaryText(data)} label="Copy summary" isFix={false} />}
      </PageHeader>
      <Choice from={from} to={to} />
      {isPending ? (
        <Loading label="Comparing">
          <Skeleton className="h-64 w-full" />
        </Loading>
      ) : error === null ? (
        <Result data={data} />
      ) : (
        <EmptyState line={messageOf(error)} />
      )}
    </div>
  )
}

function Choice({ from, to }: Chosen) {
  const place = usePlace()
  const router = useRouter()
  const { data } = useQuery(runsOptions({ projectId: place.project, limit: RUNS }))
  const audits = (data?.items ?? [])
    .filter(({ kind, status, finishedAt }) => kind === 'full' && status === 'finished' && finishedAt !== null)
    .map(({ id, finishedAt }) => ({ value: id, label: formatExact(Date.parse(finishedAt ?? '')) }))
  function go(next: Chosen) {
    const query = new URLSearchParams()
    if (next.from !== undefined) query.set('from', next.from)
    if (next.to !== undefined) query.set('to', next.to)
    router.replace(routes.compare(place, query.toString()), { scroll: false })
  }
  const orNone = (value: string): string | undefined => (value === '' ? undefined : value)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        label="Before"
        className="max-sm:w-full sm:w-64"
        value={from ?? FIRST}
        options={[{ value: FIRST, label: 'First audit' }, ...audits]}
        onChange={(value) => go({ from: orNone(value), to })}
      />
      <span className="text-muted-foreground">with</span>
      <Select
        label="After"
        className="max-sm:w-full sm:w-64"
        value={to ?? NOW}
        options={[{ value: NOW, label: 'Now' }, ...audits]}
        onChange={(value) => go({ from, to: orNone(value) })}
      />
    </div>
  )
}

function verdictWords({ verdict, blockers }: MomentDto): string {
  if (verdict === null) return 'Not checked'
  if (verdict.answer === 'go') return verdict.reason === 'clear' ? 'GO' : 'GO, with known risks'
  return verdict.reason === 'blocked'
    ? `NO-GO, ${blockers} ${blockers === 1 ? 'blocker' : 'blockers'}`
    : 'NO-GO for now'
}

const TONES = {
  blocked: 'text-fail',
  unproven: 'text-unknown',
  'known-risks': 'text-warn',
  clear: 'text-pass',
} as const

function toneOf({ verdict }: MomentDto): string {
  return verdict === null ? '' : TONES[verdict.reason]
}

function summaryText({ from, to, summary }: CompareDto): string {
  const since = from.at === null ? 'the first audit' : formatExact(Date.parse(from.at))
  return `Since ${since}: ${summary}. ${verdictWords(from)}, now ${verdictWords(to)}.`
}

function Result({ data }: { data: CompareDto }) {
  return (
    <>
      <Card className="flex flex-col gap-3">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold text-title">
          <span className="text-muted-foreground">{verdictWords(data.from)}</span>
          <ArrowRight aria-hidden className="size-5 shrink-0 text-muted-foreground" />
          <span className="sr-only">, now </span>
          <span className={toneOf(data.to)}>{verdictWords(data.to)}</span>
        </p>
        <p role="status">{data.summary}.</p>
      </Card>
      <Measures measures={data.measures} />
      {CHANGE_ORDER.map((label) => {
        const changes = data.changes.filter((change) => change.label === label)
        return changes.length === 0 ? null : (
          <Fold
            key={label}
            title={`${CHANGE_WORDS[label]} (${changes.length})`}
            startsOpen={label !== 'unchanged' || changes.length <= SHOWN_OPEN}
          >
            <Card className="p-0">
              <ul>
                {changes.map((change) => (
                  <ChangeRow key={`${change.checkId} ${change.subject.kind} ${change.subject.id}`} change={change} />
                ))}
              </ul>
            </Card>
          </Fold>
        )
      })}
    </>
  )
}

const MEASURES = {
  'answer-time': { title: 'Time until the page answers, middle of several loads', words: formatMilliseconds },
  'page-weight': { title: 'Page with its own scripts and styles, unpacked', words: formatBytes },
} as const

/** Numbers before and after; one that was measured at one moment only says so. */
function Measures({ measures }: { measures: readonly MeasureDto[] }) {
  const kinds = (['answer-time', 'page-weight'] as const).filter((kind) => measures.some((one) => one.kind === kind))
  if (kinds.length === 0) return null
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      {kinds.map((kind) => (
        <Section key={kind}>
          <SectionTitle>{MEASURES[kind].title}</SectionTitle>
          <Card className="p-0">
            <dl>
              {measures
                .filter((one) => one.kind === kind)
                .map((one) => (
                  <Measure key={one.subject} measure={one} />
                ))}
            </dl>
          </Card>
        </Section>
      ))}
    </div>
  )
}

function Measure({ measure: { kind, subject, before, after } }: { measure: MeasureDto }) {
  const say = (value: number | null): string => (value === null ? 'not measured' : MEASURES[kind].words(value))
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-t px-4 py-3 first:border-t-0">
      <dt className="min-w-0">
        <ForeignText text={subject} mono />
      </dt>
      <dd className="tabular-nums">
        <span className="text-muted-foreground">{say(before)}</span>
        <span aria-hidden> → </span>
        <span className="sr-only">, now </span>
        <span className="font-medium">{say(after)}</span>
      </dd>
    </div>
  )
}

function ChangeRow({ change }: { change: ChangeDto }) {
  const place = usePlace()
  const text = change.label === 'fixed' ? change.before?.text : (change.after ?? change.before)?.text
  const about = subjectText(change.subject)
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        <Link
          href={routes.check({ ...place, check: change.checkId })}
          className="link focus-ring w-fit max-w-full rounded-sm underline"
        >
          <ForeignText text={text ?? change.title} />
        </Link>
        {about === undefined ? null : (
          <span className="text-muted-foreground text-xs">
            <ForeignText text={about} mono />
          </span>
        )}
      </div>
      <span className="flex items-center gap-2">
        {change.before === null ? <Badge>not there</Badge> : <StatusBadge status={change.before.verdict} />}
        <span aria-hidden>→</span>
        <span className="sr-only">then</span>
        {change.after === null ? <Badge>not there</Badge> : <StatusBadge status={change.after.verdict} />}
      </span>
    </li>
  )
}
