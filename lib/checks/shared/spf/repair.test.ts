import { describe, expect, it } from 'vitest'
import { composeSpf, mergeSpf, repairSpf, splitJoined } from './repair'

describe('composeSpf', () => {
  it('starts a record for a sender', () => {
    expect(composeSpf({ add: ['_spf.google.com'] })).toBe('v=spf1 include:_spf.google.com ~all')
  })

  it('drops ptr, doubles and terms after all', () => {
    expect(composeSpf({ record: 'v=spf1 ptr include:a.test +include:a.test ~all mx' })).toBe(
      'v=spf1 include:a.test ~all',
    )
  })

  it('orders terms, drops what is named and keeps a strict end', () => {
    expect(
      composeSpf({ record: 'v=spf1 include:x.test mx ip4:198.18.0.1 include:y.test -all', drop: ['include:x.test'] }),
    ).toBe('v=spf1 ip4:198.18.0.1 mx include:y.test -all')
  })

  it('keeps the order where a term refuses, and what stands beside the terms', () => {
    expect(composeSpf({ record: 'v=spf1 exp=why.x.test -include:bad.test ip4:198.18.0.1 ip4:198.18.0.1 ~all' })).toBe(
      'v=spf1 -include:bad.test ip4:198.18.0.1 ~all exp=why.x.test',
    )
  })

  it('closes an open record and keeps a redirect', () => {
    expect(composeSpf({ record: 'v=spf1 mx +all' })).toBe('v=spf1 mx ~all')
    expect(composeSpf({ record: 'v=spf1 redirect=_spf.x.test' })).toBe('v=spf1 redirect=_spf.x.test')
    expect(composeSpf({ record: 'v=spf1 redirect=_spf.x.test', last: '-all' })).toBe('v=spf1 -all')
  })
})

describe('mergeSpf', () => {
  it('keeps the terms of both and the softer end', () => {
    expect(mergeSpf(['v=spf1 include:a.test -all', 'v=spf1 include:b.test ~all'])).toBe(
      'v=spf1 include:a.test include:b.test ~all',
    )
    expect(mergeSpf(['v=spf1 mx -all', 'v=spf1 mx -all'])).toBe('v=spf1 mx -all')
    expect(mergeSpf(['v=spf1 redirect=a.test', 'v=spf1 mx ~all'])).toBe('v=spf1 mx include:a.test ~all')
  })
})

describe('repairSpf', () => {
  const rows: Record<string, string> = {
    'v=spf1 include: _spf.x.test -all': 'v=spf1 include:_spf.x.test -all',
    'v=spf1 ipv4:198.18.1.1 -all': 'v=spf1 ip4:198.18.1.1 -all',
    'v=spf1 include:_spf.x.test –all': 'v=spf1 include:_spf.x.test -all',
    'v=spf1 mx -all;': 'v=spf1 mx -all',
    'v=spf1 redirect:_spf.x.test': 'v=spf1 redirect=_spf.x.test',
    'v=spf1 ip4:198.18.300.1 -all': 'v=spf1 -all',
  }
  for (const [broken, right] of Object.entries(rows)) it(broken, () => expect(repairSpf(broken)).toBe(right))
})

describe('splitJoined', () => {
  it('finds the missing space and leaves whole terms alone', () => {
    expect(splitJoined('include:_spf.x.testinclude:inc1.test')).toEqual(['include:_spf.x.test', 'include:inc1.test'])
    expect(splitJoined('include:_spf.x.test')).toBeUndefined()
    expect(splitJoined('ip4:198.18.1.1')).toBeUndefined()
  })
})
