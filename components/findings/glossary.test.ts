import { describe, expect, it } from 'vitest'
import { explainedParts } from './glossary'

describe('terms of art', () => {
  it('are marked once, where they come first', () => {
    expect(explainedParts('SPF lives in DNS. SPF is text.')).toEqual([
      { text: 'SPF', term: 'SPF' },
      { text: ' lives in ' },
      { text: 'DNS', term: 'DNS' },
      { text: '. ' },
      { text: 'SPF' },
      { text: ' is text.' },
    ])
  })

  it('are whole words', () => {
    expect(explainedParts('DNSSEC and EDNS')).toEqual([{ text: 'DNSSEC', term: 'DNSSEC' }, { text: ' and EDNS' }])
  })

  it('leave other text alone', () => {
    expect(explainedParts('constructor toString')).toEqual([{ text: 'constructor toString' }])
    expect(explainedParts('')).toEqual([])
  })
})
