import check from './mx'
import { cases, timedOut } from './shared/cases'
import { givenMx, givenMxHost, givenProfile } from './shared/mail/given'

const google = (exchange: string, preference = 1) => givenMxHost(exchange, { preference, provider: 'google-workspace' })
const nothing = { status: 'nodata' as const, addresses: [] }
const gone = (exchange: string) =>
  givenMxHost(exchange, {
    v4: { ...nothing, status: 'nxdomain' },
    v6: { ...nothing, status: 'nxdomain' },
    absence: 'absent',
  })
const at = (exchange: string, address: string, kind: string) =>
  givenMxHost(exchange, { v4: { status: 'answer', addresses: [{ address, class: kind }] } })
const web = { status: 'answer' as const, addresses: [{ address: '198.18.1.1', class: 'public' }] }
const profile = givenProfile()
const unsure = (() => {
  const { receives: _stated, ...rest } = givenProfile()
  return rest
})()

cases(check, {
  'two Google mail servers': {
    given: { mx: givenMx([google('aspmx.l.google.com'), google('alt1.aspmx.l.google.com', 5)]), profile },
    verdict: 'pass',
    codes: ['ok'],
  },
  'MX published, resolver still remembers that there was none': {
    given: { mx: givenMx([google('smtp.google.com')], { late: true, absence: 'present' }), profile },
    verdict: 'pass',
    codes: ['late'],
  },
  'no MX but an address': {
    given: { mx: givenMx([], { own: { v4: web, v6: nothing } }), profile },
    verdict: 'warn',
    codes: ['implicit-a'],
  },
  'no MX and no address': {
    given: { mx: givenMx([], { own: { v4: nothing, v6: nothing } }), profile },
    verdict: 'fail',
    codes: ['no-mx-no-address'],
  },
  'no MX, own address timed out': {
    given: { mx: givenMx([], { own: { v4: { status: 'timeout', addresses: [] }, v6: nothing } }), profile },
    verdict: 'unknown',
    codes: ['unconfirmed'],
  },
  'no MX, nobody confirms it': {
    given: { mx: givenMx([], { absence: 'undecided' }), profile },
    verdict: 'unknown',
    codes: ['unconfirmed'],
  },
  'no MX and nobody said that mail should arrive': {
    given: { mx: givenMx([], { own: { v4: web, v6: nothing } }), profile: unsure },
    verdict: 'not-applicable',
    codes: ['unsure'],
  },
  'MX is an address': {
    given: { mx: givenMx([givenMxHost('198.18.1.1', { kind: 'literal' })]), profile },
    verdict: 'fail',
    codes: ['address-literal'],
  },
  'MX is localhost': {
    given: { mx: givenMx([givenMxHost('localhost', { kind: 'localhost' })]), profile },
    verdict: 'fail',
    codes: ['target-localhost'],
  },
  'MX target does not exist': {
    given: { mx: givenMx([gone('mail.acme.io')]), profile },
    verdict: 'fail',
    codes: ['target-nxdomain'],
  },
  'MX target is no name': {
    given: { mx: givenMx([givenMxHost('mail..acme.io', { kind: 'bad-name' })]), profile },
    verdict: 'fail',
    codes: ['target-nxdomain'],
  },
  'final dot is missing': {
    given: { mx: givenMx([gone('mail.acme.io.acme.io')]), profile },
    verdict: 'fail',
    codes: ['missing-trailing-dot'],
  },
  'one of two is dead': {
    given: { mx: givenMx([givenMxHost('mail.acme.io'), gone('mail2.acme.io')]), profile },
    verdict: 'warn',
    codes: ['one-broken'],
    says: ['mail2.acme.io has no address'],
  },
  'one of two MX targets timed out': {
    given: {
      mx: givenMx([
        givenMxHost('mail.acme.io'),
        givenMxHost('b.acme.io', { v4: { status: 'timeout', addresses: [] } }),
      ]),
      profile,
    },
    verdict: 'unknown',
    codes: ['targetUndecided'],
    says: ['b.acme.io'],
  },
  'MX target timed out': {
    given: { mx: givenMx([givenMxHost('mail.acme.io', { v4: { status: 'timeout', addresses: [] } })]), profile },
    verdict: 'unknown',
    codes: ['targetUndecided'],
  },
  'MX target is an alias': {
    given: { mx: givenMx([givenMxHost('mail.acme.io', { aliases: ['aspmx.l.google.com'] })]), profile },
    verdict: 'warn',
    codes: ['mx-is-cname'],
  },
  'MX target has a private address': {
    given: { mx: givenMx([at('mail.acme.io', '10.1.1.1', 'private')]), profile },
    verdict: 'fail',
    codes: ['target-private'],
  },
  'MX target is behind a web proxy': {
    given: { mx: givenMx([at('mail.acme.io', '104.16.1.1', 'public')]), profile },
    verdict: 'fail',
    codes: ['target-proxied'],
  },
  'mail service inside the ranges of the proxy': {
    given: {
      mx: givenMx([{ ...at('route1.mx.cloudflare.net', '162.159.205.11', 'public'), provider: 'cloudflare-routing' }]),
      profile,
    },
    verdict: 'pass',
  },
  'Google next to an old server': {
    given: { mx: givenMx([google('smtp.google.com'), givenMxHost('mail.acme.io')]), profile },
    verdict: 'warn',
    codes: ['leftover'],
    says: ['Google Workspace and mail.acme.io'],
  },
  'proof of ownership next to the mail servers': {
    given: {
      mx: givenMx([google('smtp.google.com'), gone('abc123.mx-verification.google.com')]),
      profile,
    },
    verdict: 'pass',
  },
  'two services at once': {
    given: { mx: givenMx([google('smtp.google.com'), givenMxHost('mx.zoho.com', { provider: 'zoho' })]), profile },
    verdict: 'warn',
    codes: ['leftover'],
  },
  'null MX belongs to another check': {
    given: { mx: givenMx([givenMxHost('.', { preference: 0 })]), profile },
    verdict: 'not-applicable',
    codes: ['stated'],
  },
  'domain receives no mail': {
    given: { mx: givenMx([gone('mail.acme.io')]), profile: givenProfile({ receives: false }) },
    verdict: 'not-applicable',
    codes: ['notReceiving'],
  },
  SERVFAIL: { given: { mx: givenMx([], { status: 'servfail' }), profile }, verdict: 'unknown', codes: ['undecided'] },
  'domain does not resolve': {
    given: { mx: givenMx([], { status: 'nxdomain' }), profile: givenProfile({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { mx: timedOut(), profile }, verdict: 'unknown' },
})
