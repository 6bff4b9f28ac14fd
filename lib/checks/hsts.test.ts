import type { WebChain } from '../evidence/web-chain'
import check from './hsts'
import { cases, timedOut } from './shared/cases'
import { type AddressLook, certificate, webTlsOf } from './shared/tls-test-kit'
import { deadHop, entryRow, walk, webChain, webError, webHop } from './shared/web-test-kit'

const HTTPS = 'https://acme.io/'

const good: AddressLook = { first: { leaf: certificate(['acme.io', '*.acme.io']) } }
const expired: AddressLook = { first: { leaf: certificate(['api.acme.io'], { left: -2 }) } }

const sending = (...values: string[]): WebChain =>
  webChain([
    webHop(HTTPS, { headers: values.map((value) => ['Strict-Transport-Security', value] as [string, string]) }),
  ])

function given(https: WebChain | null, tls: Record<string, AddressLook[]> = { 'acme.io': [good] }) {
  return { entry: { hosts: [entryRow('acme.io', { https })] }, tls: webTlsOf(tls) }
}

function withApi(header: string, api: AddressLook, apiChain = walk(['https://api.acme.io/'])) {
  return {
    entry: { hosts: [entryRow('acme.io', { https: sending(header) }), entryRow('api.acme.io', { https: apiChain })] },
    tls: webTlsOf({ 'acme.io': [good], 'api.acme.io': [api] }),
  }
}

const YEAR_SUB = 'max-age=31536000; includeSubDomains'
const silent = webChain([deadHop('https://api.acme.io/', webError('ECONNREFUSED'))])
const late = webChain([deadHop('https://api.acme.io/', webError('TIMEOUT'))])

cases(check, {
  'one year': { given: given(sending('max-age=31536000')), verdict: 'pass', codes: ['ok'] },
  'quoted, another case, trailing semicolon': {
    given: given(sending('max-age="31536000"; IncludeSubDomains;')),
    verdict: 'pass',
  },
  'six months': { given: given(sending('max-age=15552000')), verdict: 'pass' },
  'one day': { given: given(sending('max-age=86400')), verdict: 'warn', codes: ['short'] },
  'without max-age': { given: given(sending('includeSubDomains')), verdict: 'fail', codes: ['invalid'] },
  'switched off': { given: given(sending('max-age=0')), verdict: 'warn', codes: ['off'] },
  'two fields: the first counts': {
    given: given(sending('max-age=300', 'max-age=31536000')),
    verdict: 'warn',
    codes: ['short'],
  },
  'max-age twice': { given: given(sending('max-age=31536000; max-age=1')), verdict: 'fail', codes: ['invalid'] },
  'preload without subdomains': {
    given: given(sending('max-age=63072000; preload')),
    verdict: 'warn',
    codes: ['preload'],
  },
  'preload done right': { given: given(sending('max-age=63072000; includeSubDomains; preload')), verdict: 'pass' },
  'no header': { given: given(walk([HTTPS])), verdict: 'warn', codes: ['missing'] },
  'missing on the apex that redirects': {
    given: given(webChain([webHop(HTTPS, { location: 'https://www.acme.io/' }), webHop('https://www.acme.io/')])),
    verdict: 'warn',
    codes: ['missing'],
  },
  'registered api has an expired certificate': {
    given: withApi(YEAR_SUB, expired),
    verdict: 'fail',
    codes: ['lockOut', 'noTrust'],
    says: ['api.acme.io'],
  },
  'registered api refuses https': {
    given: withApi(YEAR_SUB, good, silent),
    verdict: 'fail',
    codes: ['lockOut', 'unseen'],
  },
  'registered api was only slow': { given: withApi(YEAR_SUB, good, late), verdict: 'unknown', codes: ['ok', 'unseen'] },
  'subdomains left out': { given: withApi('max-age=31536000', expired), verdict: 'pass', codes: ['noTrust', 'ok'] },
  'own certificate invalid': {
    given: given(sending('max-age=31536000'), { 'acme.io': [{ first: { leaf: certificate(['other.io']) } }] }),
    verdict: 'not-applicable',
    codes: ['noTrust'],
  },
  'refused as a bot': {
    given: given(webChain([webHop(HTTPS, { status: 403, wall: { by: 'sucuri', sign: 'block page' } })])),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  '443 closed': { given: given(webChain([deadHop(HTTPS, webError('ECONNREFUSED'))])), verdict: 'unknown' },
  'our time was up': { given: given(null), verdict: 'unknown' },
  'DNS failed': {
    given: { entry: { hosts: [entryRow('acme.io', { state: 'dns-failed' })] }, tls: webTlsOf({}) },
    verdict: 'unknown',
  },
  'no address': {
    given: { entry: { hosts: [entryRow('acme.io', { state: 'no-address' })] }, tls: webTlsOf({}) },
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { given: { entry: timedOut(), tls: webTlsOf({}) }, verdict: 'unknown' },
})
