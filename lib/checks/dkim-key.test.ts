import check from './dkim-key'
import { cases, timedOut } from './shared/cases'
import { givenDkim, givenKey, givenProfile } from './shared/mail/given'
import { givenKeys as keys } from './shared/mail/keys-given'

const profile = givenProfile()
const ok = givenKey('ok', `v=DKIM1; k=rsa; p=${keys.rsa2048}`)
const given = (record: string, extra = {}) => ({ dkim: givenDkim([givenKey('s', record, extra)]), profile })
const rsa = `p=${keys.rsa2048}`

cases(check, {
  '2048 bits': { given: given(`v=DKIM1; k=rsa; ${rsa}`), verdict: 'pass', says: ['RSA, 2048 bits'] },
  'notes, granularity and blanks are fine': {
    given: given(`v=DKIM1; g=*; n=x; p=${keys.rsa2048.slice(0, 99)} ${keys.rsa2048.slice(99)}`),
    verdict: 'pass',
  },
  '1024 bits': { given: given(`v=DKIM1; p=${keys.rsa1024}`), verdict: 'warn', codes: ['weak'], says: ['1024'] },
  '1024 bits of Postmark': {
    given: given(`k=rsa; p=${keys.rsa1024}`, { providers: ['postmark'] }),
    verdict: 'warn',
    codes: ['weak-by-provider'],
    says: ['Postmark'],
  },
  '512 bits': { given: given(`v=DKIM1; p=${keys.rsa512}`), verdict: 'fail', codes: ['short'] },
  '512 bits next to a good key': {
    given: { dkim: givenDkim([ok, givenKey('s', `v=DKIM1; p=${keys.rsa512}`)]), profile },
    verdict: 'fail',
    codes: ['ok', 'short'],
  },
  'Ed25519 next to RSA': {
    given: { dkim: givenDkim([ok, givenKey('ed', `v=DKIM1; k=ed25519; p=${keys.ed25519}`)]), profile },
    verdict: 'pass',
    codes: ['ok', 'ok'],
  },
  'Ed25519 alone': { given: given(`v=DKIM1; k=ed25519; p=${keys.ed25519}`), verdict: 'warn', codes: ['ed25519-only'] },
  'Ed25519 as DER': {
    given: given(`v=DKIM1; k=ed25519; p=${keys.ed25519Der}`),
    verdict: 'fail',
    codes: ['bad-record'],
  },
  'test mode': { given: given(`v=DKIM1; t=y; ${rsa}`), verdict: 'warn', codes: ['test-flag'] },
  'PKCS#1': { given: given(`v=DKIM1; p=${keys.pkcs1}`), verdict: 'warn', codes: ['pkcs1-key'] },
  withdrawn: { given: given('v=DKIM1; p='), verdict: 'fail', codes: ['revoked'] },
  'withdrawn, found by guessing': {
    given: given('v=DKIM1; p=', { source: 'common' }),
    verdict: 'not-applicable',
    codes: ['revoked-spare'],
  },
  'not base64': { given: given('v=DKIM1; p=not base64!!'), verdict: 'fail', codes: ['bad-base64'] },
  damaged: { given: given('v=DKIM1; p=aGVsbG8gd29ybGQ='), verdict: 'fail', codes: ['bad-der'] },
  'cut off at 255 characters': {
    given: given(`v=DKIM1; k=rsa; ${rsa}`.slice(0, 255)),
    verdict: 'fail',
    codes: ['truncated'],
  },
  'two records': {
    given: { dkim: givenDkim([givenKey('s', '', { records: [`v=DKIM1; ${rsa}`, `v=DKIM1; ${rsa}`] })]), profile },
    verdict: 'fail',
    codes: ['multiple-records'],
  },
  'backslashes before semicolons': { given: given(`v=DKIM1\\; ${rsa}`), verdict: 'fail', codes: ['escaped-semicolon'] },
  'only SHA-1': { given: given(`v=DKIM1; h=sha1; ${rsa}`), verdict: 'fail', codes: ['sha1-only'] },
  'another service': { given: given(`v=DKIM1; s=other; ${rsa}`), verdict: 'fail', codes: ['service-not-email'] },
  'other version': { given: given(`v=DKIM2; ${rsa}`), verdict: 'fail', codes: ['bad-record'], says: ['DKIM1'] },
  'text that is no key belongs to another check': { given: given('hello'), verdict: 'not-applicable', codes: ['none'] },
  'alias to nowhere': {
    given: {
      dkim: givenDkim([
        givenKey('s', '', { status: 'nxdomain', absence: 'absent', aliases: ['gone.esp.test'], records: [] }),
      ]),
      profile,
    },
    verdict: 'fail',
    codes: ['alias-dead'],
    says: ['gone.esp.test'],
  },
  'longer than 4096 bits': {
    given: given(`v=DKIM1; p=${longKey()}`),
    verdict: 'warn',
    codes: ['oversized'],
  },
  'missing key belongs to another check': {
    given: { dkim: givenDkim([givenKey('s', '', { status: 'nxdomain', absence: 'absent', records: [] })]), profile },
    verdict: 'not-applicable',
    codes: ['none'],
  },
  SERVFAIL: {
    given: { dkim: givenDkim([givenKey('s', '', { status: 'servfail', records: [] })]), profile },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'domain sends no mail': {
    given: { dkim: { sends: false, domains: [] }, profile: givenProfile({ sends: false }) },
    verdict: 'not-applicable',
    codes: ['notSending'],
  },
  'domain does not resolve': {
    given: { dkim: givenDkim([]), profile: givenProfile({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { dkim: timedOut(), profile }, verdict: 'unknown' },
})

/** A modulus of 4104 bits in the structure of a public key; making a real one takes seconds. */
function longKey(): string {
  const length = (size: number): number[] => (size < 128 ? [size] : [0x82, size >> 8, size & 255])
  const item = (tag: number, content: number[]): number[] => [tag, ...length(content.length), ...content]
  const modulus = item(0x02, [0, 0x80, ...Array.from({ length: 512 }, () => 1)])
  const rsa = item(0x30, [...modulus, ...item(0x02, [1, 0, 1])])
  const algorithm = item(0x30, [...item(0x06, [42, 134, 72, 134, 247, 13, 1, 1, 1]), 5, 0])
  return Buffer.from(item(0x30, [...algorithm, ...item(0x03, [0, ...rsa])])).toString('base64')
}
