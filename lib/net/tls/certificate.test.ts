import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { createCertificate } from '../../../e2e/targets/x509'
import { describeCertificate } from './certificate'
import { derChildren, oidText } from './der'
import { readExtensions } from './extensions'

const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

function certificate(more: Partial<Parameters<typeof createCertificate>[0]> = {}): X509Certificate {
  return new X509Certificate(
    createCertificate({
      subject: { commonName: 'shop.test' },
      issuer: { commonName: 'Test Authority', organization: 'Tests' },
      publicKey: keys.publicKey,
      issuerPublicKey: keys.publicKey,
      issuerPrivateKey: keys.privateKey,
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2026-04-01T00:00:00Z'),
      dnsNames: ['Shop.test', '*.shop.test'],
      ...more,
    }),
  )
}

test('a leaf as plain facts', () => {
  expect(describeCertificate(certificate())).toMatchObject({
    subject: { commonName: 'shop.test', organization: '' },
    issuer: { commonName: 'Test Authority', organization: 'Tests', text: 'O=Tests, CN=Test Authority' },
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2026-04-01T00:00:00.000Z',
    lifetimeDays: 90,
    dnsNames: ['shop.test', '*.shop.test'],
    nameCount: 2,
    keyType: 'ec',
    keyBits: 256,
    curve: 'prime256v1',
    signatureAlgorithm: 'ecdsa-with-SHA256',
    selfIssued: false,
    selfSigned: false,
    mustStaple: false,
    isCa: false,
    pathLength: null,
  })
})

test('duties, addresses and authority are read from the extensions', () => {
  const leaf = describeCertificate(certificate({ mustStaple: true, caIssuers: 'http://issuer.test/e1.cer' }))
  expect(leaf).toMatchObject({ mustStaple: true, caIssuerUrls: ['http://issuer.test/e1.cer'], ocspUrls: [] })
  const authority = describeCertificate(certificate({ authority: { pathLength: 1 }, dnsNames: [] }))
  expect(authority).toMatchObject({ isCa: true, pathLength: 1, dnsNames: [], nameCount: 0 })
})

test('a certificate with 1,000 names keeps 500 and says how many there are', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `n${index}.shop.test`)
  const facts = describeCertificate(certificate({ dnsNames: names }))
  expect({ kept: facts.dnsNames.length, count: facts.nameCount }).toEqual({ kept: 500, count: 1000 })
})

test('the facts agree with the platform for every root it knows', () => {
  for (const pem of rootCertificates) {
    const root = new X509Certificate(pem)
    const facts = describeCertificate(root)
    expect(facts).toMatchObject({ isCa: root.ca, selfIssued: true })
    expect(facts.signatureAlgorithm).not.toBe('')
    expect(facts.keyBits).toBeGreaterThan(0)
  }
})

describe('bytes that are no certificate', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a length beyond the end', Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x00])],
    ['an indefinite length', Buffer.from([0x30, 0x80, 0x01])],
    ['noise', Buffer.from('4fa8'.repeat(200), 'hex')],
  ])('%s', (_title, bytes) => {
    expect(readExtensions(bytes)).toMatchObject({ dnsNames: [], mustStaple: false, isCa: false })
    expect(derChildren(bytes).length).toBeLessThanOrEqual(400)
  })

  test('object identifiers', () => {
    expect(oidText(Buffer.from('2a864886f70d01010b', 'hex'))).toBe('1.2.840.113549.1.1.11')
    expect(oidText(Buffer.from('551d11', 'hex'))).toBe('2.5.29.17')
    expect(oidText(Buffer.alloc(0))).toBe('0.0')
  })
})
