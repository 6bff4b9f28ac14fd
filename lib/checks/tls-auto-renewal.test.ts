import type { SeenCertificate, TlsHistory } from '../evidence/tls-history'
import { CASE_NOW, cases, timedOut } from './shared/cases'
import { edgeHost, edgeOf, proxied } from './shared/edge/given'
import { certificate, identity, noHandshake, webTlsOf } from './shared/tls-test-kit'
import check from './tls-auto-renewal'

type Part = Parameters<typeof certificate>[1]

const DAY = 86_400_000
const NOW = Date.parse(CASE_NOW)
const day = (offset: number) => new Date(NOW + offset * DAY).toISOString()

const DIGICERT = identity('DigiCert TLS RSA SHA256 2020 CA1', 'DigiCert Inc')
const AMAZON = identity('Amazon RSA 2048 M02', 'Amazon')

const none: TlsHistory = { hosts: [] }
const own = edgeOf([edgeHost('acme.io')])
const serving = (part: Part, more: { history?: TlsHistory; edge?: typeof own } = {}) => ({
  tls: webTlsOf({ 'acme.io': [{ first: { leaf: certificate(['acme.io'], part) } }] }),
  history: more.history ?? none,
  edge: more.edge ?? own,
})
/** A certificate an audit saw: valid from and until, days from now. */
const seen = (from: number, until: number, part: Partial<SeenCertificate> = {}): SeenCertificate => ({
  fingerprint: `old${from}`,
  keyType: 'ec',
  notBefore: day(from),
  notAfter: day(until),
  lifetimeDays: until - from,
  firstSeen: day(from),
  lastSeen: day(-1),
  seenBefore: '',
  ...part,
})
const remembers = (...certificates: SeenCertificate[]): TlsHistory => ({ hosts: [{ host: 'acme.io', certificates }] })

cases(check, {
  'a certificate for another name': {
    given: {
      ...serving({}),
      tls: webTlsOf({ 'acme.io': [{ first: { leaf: certificate(['*.vercel.app']) } }] }),
    },
    verdict: 'unknown',
    codes: ['untrusted'],
  },
  "Let's Encrypt, 60 of 90 days left, no history": {
    given: serving({ left: 60 }),
    verdict: 'pass',
    codes: ['inferred'],
    says: ["Let's Encrypt"],
  },
  "Let's Encrypt, 15 of 90 days left": {
    given: serving({ left: 15 }),
    verdict: 'warn',
    codes: ['stuck'],
    says: ['15 days'],
  },
  "Let's Encrypt, ended three days ago": {
    given: serving({ left: -3 }),
    verdict: 'warn',
    codes: ['overdue'],
    says: ['2026-11-17'],
  },
  'DigiCert, 150 of 198 days left, own nginx': {
    given: serving({ issuer: DIGICERT, lifetime: 198, left: 150 }),
    verdict: 'warn',
    codes: ['manual'],
    says: ['198 days'],
  },
  'DigiCert, 20 of 198 days left': {
    given: serving({ issuer: DIGICERT, lifetime: 198, left: 20 }),
    verdict: 'warn',
    codes: ['manual'],
  },
  'Amazon, 100 of 198 days left, CloudFront': {
    given: serving(
      { issuer: AMAZON, lifetime: 198, left: 100 },
      {
        edge: edgeOf([
          edgeHost('acme.io', {
            aliases: ['d1.cloudfront.net'],
            headers: [
              ['x-amz-cf-id', 'abc'],
              ['via', '1.1 abc.cloudfront.net (CloudFront)'],
            ],
          }),
        ]),
      },
    ),
    verdict: 'pass',
    codes: ['inferred'],
    says: ['Amazon'],
  },
  'replaced with 30 days left': {
    given: serving({ issuer: identity('Some CA', 'Some CA'), left: 85 }, { history: remembers(seen(-65, 25)) }),
    verdict: 'pass',
    codes: ['observed'],
    says: ['30 days left'],
  },
  'replaced too late': {
    given: serving({ issuer: identity('Some CA', 'Some CA'), left: 85 }, { history: remembers(seen(-94, -4)) }),
    verdict: 'unknown',
    codes: ['unknown'],
  },
  'the other key type is no renewal': {
    given: serving(
      { issuer: identity('Some CA', 'Some CA'), left: 84 },
      { history: remembers(seen(-65, 25, { keyType: 'rsa' })) },
    ),
    verdict: 'unknown',
  },
  'unknown authority, 60 of 90 days left, first audit': {
    given: serving({ issuer: identity('Some CA', 'Some CA'), left: 60 }),
    verdict: 'unknown',
    codes: ['unknown'],
    says: ['Some CA'],
  },
  'unknown authority behind Cloudflare': {
    given: serving({ issuer: identity('Some CA', 'Some CA'), left: 60 }, { edge: edgeOf([proxied('acme.io')]) }),
    verdict: 'pass',
    says: ['Cloudflare'],
  },
  'two audits in a row below the margin': {
    given: (() => {
      const given = serving({ left: 6 })
      const [fingerprint = ''] = Object.keys(given.tls.certificates)
      const current = seen(-84, 6, { fingerprint, lifetimeDays: 90, seenBefore: day(-1) })
      return { ...given, history: remembers(current) }
    })(),
    verdict: 'fail',
    codes: ['late'],
  },
  'the audit before was still above the margin': {
    given: (() => {
      const given = serving({ left: 7 })
      const [fingerprint = ''] = Object.keys(given.tls.certificates)
      const current = seen(-83, 7, { fingerprint, lifetimeDays: 90, seenBefore: day(-10) })
      return { ...given, history: remembers(current) }
    })(),
    verdict: 'warn',
    codes: ['stuck'],
  },
  'ECDSA renews, RSA was bought': {
    given: {
      tls: webTlsOf({
        'acme.io': [
          {
            first: { leaf: certificate(['acme.io']) },
            second: {
              leaf: certificate(['acme.io'], {
                issuer: DIGICERT,
                keyType: 'rsa',
                keyBits: 2048,
                lifetime: 198,
                left: 150,
              }),
            },
          },
        ],
      }),
      history: none,
      edge: own,
    },
    verdict: 'warn',
    codes: ['manual'],
  },
  'signed by itself': {
    given: {
      tls: webTlsOf({ 'acme.io': [{ first: { leaf: certificate(['acme.io']), part: { path: 'self-signed' } } }] }),
      history: none,
      edge: own,
    },
    verdict: 'unknown',
    codes: ['untrusted'],
  },
  'no handshake': {
    given: { tls: webTlsOf({ 'acme.io': [{ first: noHandshake('TIMEOUT') }] }), history: none, edge: own },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'name without address': {
    given: { tls: webTlsOf({ 'dev.acme.io': 'no-address' }), history: none, edge: own },
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'history and network are not known': {
    given: { ...serving({ left: 61 }), history: timedOut(), edge: timedOut() },
    verdict: 'pass',
  },
  'evidence timed out': { given: { tls: timedOut(), history: none, edge: own }, verdict: 'unknown' },
})
