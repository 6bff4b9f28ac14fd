import { describe, expect, it } from 'vitest'
import { checks } from '../registry/registry'
import { items } from './items'
import { questionOf, questions } from './questions'
import { roadmaps } from './roadmap'

const planned = new Set([
  ...checks.map(({ id }) => id),
  ...Object.values(items).flatMap(({ required, supporting }) => [...required, ...supporting]),
  ...Object.values(roadmaps).flatMap(({ stages }) => stages.flatMap(({ goodToHave }) => goodToHave)),
])

describe('questions', () => {
  it('have ids of their own', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length)
  })

  it.each(questions.map((question) => [question.id, question] as const))(
    '%s touches checks that exist or are still to come',
    (_, { touches }) => {
      expect(touches.filter((id) => !planned.has(id))).toEqual([])
    },
  )

  const asking = checks.flatMap(({ id, ask }) => (ask === undefined ? [] : [[id, ask.id] as const]))

  it.each(asking)('%s asks %s, which can be answered', (_, ask) => {
    expect(questionOf(ask)).toBeDefined()
  })
})
