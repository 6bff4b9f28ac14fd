import { describe, expect, it } from 'vitest'
import type { ProjectState } from '@/lib/roadmaps/state'
import { changesSince, changesText } from './changes'

function stateWith(open: readonly string[]): ProjectState {
  const check = { open: open.map((fingerprint) => ({ fingerprint })) }
  return { checks: { one: check } } as unknown as ProjectState
}

describe('what changed since an audit', () => {
  it.each([
    ['nothing', ['a'], ['a'], 'nothing changed'],
    ['one went', ['a', 'b'], ['a'], '1 no longer open'],
    ['one came', ['a'], ['a', 'b'], '1 new finding'],
    ['both', ['a', 'b', 'c'], ['c', 'd', 'e'], '2 no longer open, 2 new findings'],
  ])('%s', (_name, before, now, expected) => {
    expect(changesText(changesSince({ open: [...before] }, stateWith(now)))).toBe(expected)
  })
})
