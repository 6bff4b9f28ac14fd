import { describe, expect, it } from 'vitest'
import { isNarrowed, writeListFilter } from './list-filter'
import { readListFilter } from './read-list-filter'

const CLIENT = '0190f3a0-0000-7000-8000-000000000001'

describe('filter and order in the address of the projects page', () => {
  it.each([
    ['', { filter: { sort: 'created' } }],
    ['q=acme+io&sort=name', { filter: { search: 'acme io', sort: 'name' } }],
    [`client=${CLIENT}&verdict=blocked`, { filter: { client: CLIENT, verdict: 'blocked', sort: 'created' } }],
    [`owner=${CLIENT}&shows=archived`, { filter: { owner: CLIENT, shows: 'archived', sort: 'created' } }],
    ['client=none&sort=launch&cursor=abc', { filter: { client: 'none', sort: 'launch' }, cursor: 'abc' }],
  ])('%s is read and written back', (query, expected) => {
    const read = readListFilter(Object.fromEntries(new URLSearchParams(query)))
    expect(read).toMatchObject(expected)
    expect(writeListFilter(read.filter, read.cursor)).toBe(query)
  })

  it.each([
    ['a client that is no id', { client: "x' or 1=1" }],
    ['a verdict nobody gives', { verdict: 'GO' }],
    ['an order there is not', { sort: 'random()' }],
    ['an owner that is no id', { owner: 'me' }],
    ['an archive there is not', { shows: 'everything' }],
    ['a search with a NUL', { q: 'a\0' }],
    ['a value given twice', { verdict: ['blocked', 'clear'] }],
    ['empty fields of the form', { q: '', client: '', verdict: '', sort: '' }],
    ['a cursor without end', { cursor: 'a'.repeat(601) }],
  ])('%s is left out', (_, asked) => {
    const { filter, cursor } = readListFilter(asked)
    expect(writeListFilter(filter, cursor)).toBe('')
    expect(isNarrowed(filter)).toBe(false)
  })
})
