import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { pending } from './migrate.mjs'

const sha = (text) => createHash('sha256').update(text).digest('hex')
const migrations = [
  { name: '1_first', sql: 'select 1' },
  { name: '2_second', sql: 'select 2' },
]

test('only what the database has not run is applied', () => {
  expect(pending(migrations, new Map())).toEqual(['1_first', '2_second'])
  expect(pending(migrations, new Map([['1_first', sha('select 1')]]))).toEqual(['2_second'])
})

test('a migration that was edited after it ran is refused by name', () => {
  expect(() => pending(migrations, new Map([['1_first', sha('select 0')]]))).toThrow(/1_first was changed/)
})
