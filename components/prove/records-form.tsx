'use client'

import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { messageOf } from '@/components/data/api-error'
import { useProjectState } from '@/components/data/hooks'
import { evidenceOptions } from '@/components/data/options'
import { usePlace } from '@/components/frame/place'
import { ForeignText } from '@/components/ui/foreign-text'
import { Ago } from '@/components/ui/time'
import { ConfirmedRecords } from '@/lib/contracts/question'
import { AnswerForm } from './form-parts'
import { type AnswerProps, useAnswerForm } from './use-answer-form'

const EVIDENCE = 'dns.drift'
/** Answers that say what is there; anything else was our own trouble. */
const READ: readonly unknown[] = ['answer', 'nodata', 'nxdomain', 'badname', 'referral']
const WORDS: Readonly<Record<ConfirmedRecords['sets'][number]['type'], string>> = {
  ADDRESS: 'A, AAAA',
  MX: 'MX',
  NS: 'NS',
  SPF: 'SPF',
  DMARC: 'DMARC',
  DKIM: 'DKIM',
  CAA: 'CAA',
}

/** The sets of the evidence that could be read, without what only the run needed. */
function setsOf(value: unknown): ConfirmedRecords['sets'] {
  const sets: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'sets') : undefined
  if (!Array.isArray(sets)) return []
  return sets.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return []
    if (!READ.includes(Reflect.get(entry, 'status'))) return []
    const parsed = ConfirmedRecords.shape.sets.element.safeParse({
      name: Reflect.get(entry, 'name'),
      type: Reflect.get(entry, 'type'),
      values: Reflect.get(entry, 'values'),
    })
    return parsed.success ? [parsed.data] : []
  })
}

/** The records as the last run read them; the person confirms exactly those. */
export function RecordsForm(props: AnswerProps) {
  const data = useProjectState(usePlace().project)
  const result = data.results.find(({ evidence }) => evidence.includes(EVIDENCE))
  const form = useForm({ defaultValues: {} })
  const { submit, isSaving, note } = useAnswerForm(form, props)
  const evidence = useQuery({
    ...evidenceOptions({ runId: result?.runId ?? '', key: EVIDENCE }),
    enabled: result !== undefined,
  })
  if (result === undefined) return <p>No audit has read your records yet. Run an audit first.</p>
  if (evidence.isPending) return <p className="text-muted-foreground">Reading your records…</p>
  if (evidence.isError) return <p className="text-fail">{messageOf(evidence.error)}</p>
  const sets = setsOf(evidence.data.value)
  return (
    <AnswerForm
      isSaving={isSaving}
      note={note}
      saveLabel="Confirm these records"
      onSubmit={form.handleSubmit(() => submit({ sets }))}
    >
      <p className="text-muted-foreground">
        As they were read <Ago at={result.judgedAt} />.
      </p>
      <section
        aria-label="Your records"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable without a mouse.
        tabIndex={0}
        className="focus-ring max-h-80 overflow-auto rounded-control border"
      >
        <table className="w-full text-left">
          <thead className="sticky top-0 bg-muted">
            <tr>
              <th className="px-3 py-1.5 font-medium">Name</th>
              <th className="px-3 py-1.5 font-medium">Type</th>
              <th className="px-3 py-1.5 font-medium">Value</th>
            </tr>
          </thead>
          <tbody>
            {sets
              .filter(({ values }) => values.length > 0)
              .map(({ name, type, values }) => (
                <tr key={`${type} ${name}`} className="border-t align-top">
                  <td className="break-all px-3 py-1.5 font-mono text-code">
                    <ForeignText text={name} />
                  </td>
                  <td className="whitespace-nowrap px-3 py-1.5">{WORDS[type]}</td>
                  <td className="px-3 py-1.5">
                    <ul>
                      {values.map((value) => (
                        <li key={value}>
                          <ForeignText text={value} mono />
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </section>
    </AnswerForm>
  )
}
