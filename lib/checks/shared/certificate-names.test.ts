import { describe, expect, it } from 'vitest'
import { defaultCertificate, nameVerdict, wildcardNote } from './certificate-names'

const certificate = (dnsNames: string[], commonName = '', ipAddresses: string[] = []) => ({
  dnsNames,
  ipAddresses,
  nameCount: dnsNames.length + ipAddresses.length,
  subject: { text: commonName, commonName, organization: '' },
})

describe('nameVerdict', () => {
  it.each([
    ['app.x.com', ['*.x.com', 'x.com'], '', 'match'],
    ['x.com', ['*.x.com'], '', 'mismatch'],
    ['a.b.x.com', ['*.x.com'], '', 'mismatch'],
    ['x.com', [], 'x.com', 'cn-only'],
    ['x.com', ['other.com'], 'x.com', 'mismatch'],
    ['APP.X.com.', ['app.x.com'], '', 'match'],
    ['app.x.com', ['App.X.com.'], '', 'match'],
    ['münchen.example', ['xn--mnchen-3ya.example'], '', 'match'],
    ['x.com', ['*.com'], '', 'mismatch'],
    ['app.x.com', ['a*.x.com'], '', 'mismatch'],
    ['app.x.com', ['*'], '', 'mismatch'],
    ['203.0.113.5', ['203.0.113.5'], '', 'mismatch'],
  ])('%s with %j and CN %j', (host, names, commonName, wanted) => {
    expect(nameVerdict(certificate(names, commonName), host)).toBe(wanted)
  })

  it('matches addresses by address names only', () => {
    expect(nameVerdict(certificate([], '', ['203.0.113.5']), '203.0.113.5')).toBe('match')
    expect(nameVerdict(certificate([], '', ['2001:DB8:0::1']), '[2001:db8::1]')).toBe('match')
  })
})

it('explains near misses of wildcards', () => {
  expect(wildcardNote(['*.x.com'], 'x.com')).toContain('not x.com itself')
  expect(wildcardNote(['*.x.com'], 'a.b.x.com')).toContain('one level')
  expect(wildcardNote(['*.y.com'], 'x.com')).toBeNull()
})

it('knows default certificates', () => {
  expect(defaultCertificate(certificate([], 'TRAEFIK DEFAULT CERT'))).toContain('Traefik')
  expect(defaultCertificate(certificate(['*.vercel.app', 'vercel.app']))).toContain('Vercel')
  expect(defaultCertificate(certificate(['acme.io']))).toBeNull()
})
