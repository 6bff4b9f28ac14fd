import { describe, expect, it } from 'vitest'
import { type CurrentSet, compareSets, confirmedSchema, differs, snapshotOf } from './drift'

const set = (values: string[], more: Partial<CurrentSet> = {}): CurrentSet => ({
  name: 'acme.io',
  type: 'ADDRESS',
  status: values.length > 0 ? 'answer' : 'nxdomain',
  values,
  ...more,
})
const kinds = (now: CurrentSet, before: string[]) =>
  compareSets([now], { sets: [{ name: 'ACME.io', type: 'ADDRESS', values: before }] }).map(({ kind }) => kind)

describe('drift of record sets', () => {
  it('takes what was read, and nothing else, as a snapshot', () => {
    const sets = [set(['203.0.113.1']), set([], { type: 'MX', status: 'timeout' }), set([], { type: 'CAA' })]
    const snapshot = snapshotOf(sets)
    expect(snapshot.sets.map(({ type }) => type)).toEqual(['ADDRESS', 'CAA'])
    expect(confirmedSchema.parse(snapshot)).toEqual(snapshot)
    expect(compareSets(sets, snapshot).map(({ kind }) => kind)).toEqual(['same', 'unconfirmed', 'same'])
  })

  it.each([
    ['equal sets', set(['203.0.113.1']), ['203.0.113.1'], 'same'],
    ['both empty', set([]), [], 'same'],
    ['two addresses of one edge network', set(['104.16.1.1']), ['104.17.9.9'], 'rotated'],
    ['an edge network for a machine of nobody in particular', set(['104.16.1.1']), ['203.0.113.1'], 'undecided'],
    ['two machines of nobody in particular', set(['203.0.113.9']), ['203.0.113.1'], 'undecided'],
    ['a question that failed', set([], { status: 'servfail' }), ['203.0.113.1'], 'undecided'],
  ])('%s', (_name, now, before, kind) => {
    expect(kinds(now, before)).toEqual([kind])
  })

  it.each([
    ['told by both', { by: 'b', status: 'answer' as const, values: ['203.0.113.9'] }, 'changed'],
    ['told by one', { by: 'b', status: 'answer' as const, values: ['203.0.113.1'] }, 'unsettled'],
    ['the other failed', { by: 'b', status: 'refused' as const, values: [] }, 'undecided'],
  ])('a change %s', (_name, second, kind) => {
    expect(kinds(set(['203.0.113.9'], { second }), ['203.0.113.1'])).toEqual([kind])
  })

  it('asks a second server only where something differs', () => {
    const confirmed = { sets: [{ name: 'acme.io', type: 'ADDRESS' as const, values: ['203.0.113.1'] }] }
    expect(differs(set(['203.0.113.1']), confirmed)).toBe(false)
    expect(differs(set(['203.0.113.2']), confirmed)).toBe(true)
    expect(differs(set([], { status: 'timeout' }), confirmed)).toBe(false)
    expect(differs(set(['203.0.113.2'], { name: 'new.acme.io' }), confirmed)).toBe(false)
    expect(differs(set(['203.0.113.2']), undefined)).toBe(false)
  })
})
