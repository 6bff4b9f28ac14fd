import { describe, expect, it } from 'vitest'
import { bareTarget } from '../engine/target'
import type { SecurityFile } from '../evidence/web-security-txt'
import check from './security-txt'
import { cases, timedOut } from './shared/cases'
import { readSecurityFile } from './shared/security-file'

const PLACE = 'https://acme.io/.well-known/security.txt'
const fileAt = (url: string, change: Partial<SecurityFile> = {}): SecurityFile => ({
  url,
  finalUrl: change.url ?? url,
  outcome: 'answer',
  status: 200,
  contentType: 'text/plain; charset=utf-8',
  html: false,
  contacts: ['mailto:security@acme.io'],
  expires: ['2027-06-01T00:00:00Z'],
  signed: false,
  ...change,
})
const given = (change: Partial<SecurityFile> = {}, ...more: SecurityFile[]) => ({
  file: { host: 'acme.io', files: [fileAt(PLACE, change), ...more] },
})
const none = { status: 404, contacts: [], expires: [], html: true, contentType: 'text/html' }
const old = (change: Partial<SecurityFile> = {}) => fileAt('https://acme.io/security.txt', change)

cases(check, {
  'a contact and a date in the future': { given: given(), verdict: 'pass', codes: ['ok'], says: ['2027-06-01'] },
  'signed and valid': { given: given({ signed: true }), verdict: 'pass' },
  'no date': { given: given({ expires: [] }), verdict: 'warn', codes: ['dates'] },
  'two dates': { given: given({ expires: ['2027-06-01T00:00:00Z', '2027-07-01T00:00:00Z'] }), verdict: 'warn' },
  'a date in the past': { given: given({ expires: ['2026-01-01T00:00:00Z'] }), verdict: 'warn', codes: ['expired'] },
  'a date that is none': { given: given({ expires: ['next summer'] }), verdict: 'warn', codes: ['unreadable'] },
  'a date in three years': { given: given({ expires: ['2029-12-01T00:00:00Z'] }), verdict: 'warn', codes: ['far'] },
  'a contact that is a bare address': {
    given: given({ contacts: ['security@acme.io'] }),
    verdict: 'warn',
    codes: ['nobody'],
  },
  'sent as a download': { given: given({ contentType: 'application/octet-stream' }), verdict: 'warn', codes: ['type'] },
  'page of the application': {
    given: given({ ...none, status: 200 }, old({ ...none, status: 200 })),
    verdict: 'warn',
    codes: ['missing'],
  },
  nowhere: { given: given(none, old(none)), verdict: 'warn', codes: ['missing'] },
  'only at the old place': { given: given(none, old()), verdict: 'warn', codes: ['old'] },
  'redirect to another own host': {
    given: given({ finalUrl: 'https://www.acme.io/.well-known/security.txt' }),
    verdict: 'pass',
  },
  'redirect to somebody else': {
    given: given({ finalUrl: 'https://other.io/security.txt' }),
    verdict: 'warn',
    codes: ['elsewhere'],
  },
  'redirect to plain http': {
    given: given({ finalUrl: 'http://acme.io/security.txt' }),
    verdict: 'warn',
    codes: ['plain'],
  },
  'refused as a bot': { given: given({ outcome: 'wall', status: 403 }), verdict: 'unknown', codes: ['unseen'] },
  'no answer': { given: given({ outcome: 'failed', status: null }), verdict: 'unknown' },
  'the old place gives no answer': { given: given(none, old({ outcome: 'failed', status: null })), verdict: 'unknown' },
  'no site': { given: { file: { host: '', files: [] } }, verdict: 'not-applicable', codes: ['none'] },
  'private product': {
    given: given(),
    target: { ...bareTarget('acme.io'), profile: { publicSite: false } },
    verdict: 'not-applicable',
    codes: ['private'],
  },
  'evidence timed out': { given: { file: timedOut() }, verdict: 'unknown' },
})

describe('readSecurityFile', () => {
  it('reads fields in any case, without comments', () => {
    expect(readSecurityFile('# Contact: nobody\r\nCONTACT: mailto:a@b.io\r\nexpires: 2027-01-01T00:00:00Z')).toEqual({
      contacts: ['mailto:a@b.io'],
      expires: ['2027-01-01T00:00:00Z'],
      signed: false,
    })
  })
  it('reads a signed file', () => {
    const text =
      '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n- Contact: mailto:a@b.io\nExpires: x\n-----BEGIN PGP SIGNATURE-----\nContact: c\n'
    expect(readSecurityFile(text)).toEqual({ contacts: ['mailto:a@b.io'], expires: ['x'], signed: true })
  })
  it('stays within its limits', () => {
    expect(readSecurityFile('Contact: x\n'.repeat(10_000)).contacts).toHaveLength(10)
    expect(readSecurityFile(`Contact: ${'\0'.repeat(5000)}`).contacts[0]?.length).toBe(300)
  })
})
