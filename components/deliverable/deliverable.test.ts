import { describe, expect, it } from 'vitest'
import { ApiError } from '@/components/data/api-error'
import * as contracts from '@/lib/contracts/deliverable'
import * as handover from '@/lib/contracts/handover'
import type { Ask } from '@/lib/deliverables/doc'
import { documentEndpoints } from './data'
import { bothValues, emptyValue, sameValue } from './merge'
import { problemOfPart } from './problem'

const named: Record<string, unknown> = { ...contracts, ...handover }

it.each(Object.entries(documentEndpoints))('%s is its contract', (name, { method, path }) => {
  expect(named[name]).toMatchObject({ method, path })
})

const ask: Ask = {
  id: 'people',
  title: 'People',
  question: 'Who?',
  form: 'rows',
  columns: [{ label: 'Task' }, { label: 'Person' }],
}

describe('two people wrote', () => {
  it.each([
    ['two texts', 'of Ben', 'of Ana', 'of Ben\n\nof Ana'],
    ['the same text twice', 'same', 'same ', 'same'],
    ['one text and nothing', '', 'of Ana', 'of Ana'],
  ])('%s', (_, theirs, mine, both) => {
    expect(bothValues({ theirs, mine })).toBe(both)
  })

  it('keeps the rows of both, each once', () => {
    const theirs = [
      ['Leads', 'Ben'],
      ['Repairs', 'Ana'],
    ]
    const mine = [
      ['Leads', 'Cleo'],
      ['Repairs', 'Ana'],
    ]
    expect(bothValues({ theirs, mine })).toEqual([...theirs, ['Leads', 'Cleo']])
  })
})

it('rows without a word say nothing', () => {
  expect(emptyValue(ask)).toEqual([['', '']])
  expect(sameValue(emptyValue(ask), [])).toBe(true)
  expect(sameValue([['Leads', '']], [])).toBe(false)
})

it.each([
  ['a cell', 'value.1.1', 'Row 2, "Person": too long'],
  ['the whole part', 'value', 'too long'],
  ['something else', 'version', undefined],
])('a refusal names %s', (_, name, said) => {
  const error = new ApiError({ code: 'invalid', message: 'No', invalidParams: [{ name, reason: 'too long' }] })
  expect(problemOfPart(error, ask)).toBe(said)
})
