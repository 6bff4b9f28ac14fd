import { describe, expect, it } from 'vitest'
import { composeDmarc, reportAddress } from './dmarc-show'

describe('composeDmarc', () => {
  it('drops removed tags and puts v and p first', () => {
    expect(composeDmarc('v=DMARC1; pct=20; p=quarantine', { rua: 'mailto:dmarc@acme.io' })).toBe(
      'v=DMARC1; p=quarantine; rua=mailto:dmarc@acme.io',
    )
    expect(composeDmarc('v=DMARC1; rua=mailto:d@acme.io; p=reject; ri=60', {})).toBe(
      'v=DMARC1; p=reject; rua=mailto:d@acme.io',
    )
  })

  it('changes and removes single tags and keeps the rest', () => {
    expect(composeDmarc('v=DMARC1; p=reject; sp=none; adkim=s', { sp: undefined })).toBe('v=DMARC1; p=reject; adkim=s')
    expect(composeDmarc('v=DMARC1; p=none; t=y', { p: 'quarantine', t: undefined })).toBe('v=DMARC1; p=quarantine')
  })

  it('writes report addresses as receivers read them', () => {
    expect(composeDmarc('v=DMARC1; p=none; rua=d@acme.io, mailto:<a@acme.io>!10m; ruf=https://x.test/r', {})).toBe(
      'v=DMARC1; p=none; rua=mailto:d@acme.io,mailto:a@acme.io; ruf=https://x.test/r',
    )
  })

  it('starts with a policy of none', () => {
    expect(composeDmarc(undefined, { rua: reportAddress('acme.io', true) })).toBe(
      'v=DMARC1; p=none; rua=mailto:dmarc@acme.io',
    )
  })
})

describe('reportAddress', () => {
  it('invents no mailbox on a domain that takes no mail', () => {
    expect(reportAddress('acme.io', false)).not.toContain('dmarc@acme.io')
  })
})
