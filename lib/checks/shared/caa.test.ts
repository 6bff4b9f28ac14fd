import { expect, it } from 'vitest'
import { authorityByText, caaRules } from './caa'

const issue = (value: string) => caaRules([{ critical: false, tag: 'issue', value }])

it.each([
  ['letsencrypt.org', 'letsencrypt.org'],
  [' letsencrypt.org ', 'letsencrypt.org'],
  ['letsencrypt.org;', 'letsencrypt.org'],
  ['letsencrypt.org; validationmethods=http-01,dns-01', 'letsencrypt.org'],
  ['pki.goog; accounturi=https://dv.acme-v02.api.pki.goog/account/x; a=', 'pki.goog'],
  [';', ''],
  ['', ''],
  ['; policy=ev', ''],
])('reads "%s"', (value, issuer) => {
  expect(issue(value)).toMatchObject({ issue: [{ issuer }], broken: [] })
})

it.each(['lets encrypt', 'letsencrypt.org.', '-ca.org', 'ca.org policy=ev', 'ca.org; no equals sign', 'ç.org'])(
  'cannot read "%s", and lets nobody issue by it',
  (value) => {
    expect(issue(value)).toMatchObject({ issue: [{ issuer: '' }], broken: [`issue "${value}"`] })
  },
)

it.each([`${'a.'.repeat(5000)}!`, `a; ${'a=b;'.repeat(5000)} !`, `a; ${' '.repeat(20_000)}!`])(
  'gives up on a long hostile value',
  (value) => {
    expect(issue(value).broken).toHaveLength(1)
  },
)

it.each([
  ["Let's Encrypt E7", "Let's Encrypt"],
  ['letsencrypt.org', "Let's Encrypt"],
  ['Lets Encrypt', "Let's Encrypt"],
  ['Google Trust Services WE1', 'Google Trust Services'],
  ['ZeroSSL ZeroSSL ECC Domain Secure Site CA', 'Sectigo'],
  ['Amazon Amazon RSA 2048 M03', 'Amazon'],
  ['Somebody Else', undefined],
  ['', undefined],
])('knows the authority behind "%s"', (text, name) => {
  expect(authorityByText(text)?.name).toBe(name)
})
