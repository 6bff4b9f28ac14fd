import { describe, expect, it } from 'vitest'
import { rank } from './rank'

const commands = [
  { id: 'overview', group: 'Go to', label: 'Overview' },
  { id: 'spf', group: 'Checks', label: 'Mail from acme.io will land in spam', words: 'spf-record' },
  { id: 'stage', group: 'Go to', label: 'Stage 1, Quick audit' },
  { id: 'run', group: 'Actions', label: 'Run audit' },
]
const found = (typed: string, recent: string[] = []) => rank(commands, { typed, recent, most: 3 }).map(({ id }) => id)

describe('the palette', () => {
  it.each([
    ['', ['overview', 'spf', 'stage']],
    ['spf', ['spf']],
    ['AUDIT', ['stage', 'run']],
    ['run audit', ['run']],
    ['audit nothing', []],
    ['(', []],
  ])('finds by "%s"', (typed, ids) => expect(found(typed)).toEqual(ids))

  it('puts what was used last first', () => expect(found('', ['run'])).toEqual(['run', 'overview', 'spf']))
})
