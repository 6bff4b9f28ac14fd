import type { z } from 'zod'
import type { Target, TargetHost } from '../engine/target'
import type { dnsFound } from '../evidence/dns-found'
import type { DnsHost } from '../evidence/dns-hosts'
import check from './domain-map'
import { cases, settled, timedOut } from './shared/cases'
import { address, family, givenHost, missingHost } from './shared/dns-host-given'
import { certificate, webTlsOf } from './shared/tls-test-kit'
import { givenDomain } from './shared/zone-given'

const whole = givenDomain()
const notLooked = settled({ status: 'absent', reason: 'not-relevant' })

const met = (...names: string[]) => ({
  zone: 'acme.io',
  hosts: names.map((name) => ({
    name,
    role: 'other' as const,
    dns: name.startsWith('silent') ? ('open' as const) : ('resolves' as const),
    seen: [{ source: 'link' as const, at: 'https://acme.io/' }],
  })),
  leftOut: { gone: 0, tenants: 0, tooMany: 0 },
  unread: [],
})

const given = (
  hosts: DnsHost[],
  found: Partial<z.infer<typeof dnsFound.schema>> = {},
  linked: readonly string[] = [],
) => ({
  whole,
  dns: { domain: 'acme.io', hosts, others: [] },
  found: { domain: 'acme.io', names: [], wildcard: false, unanswered: [], ...found },
  suggested: met(...linked),
  entry: notLooked,
  tls: webTlsOf({ 'acme.io': [{ first: { leaf: certificate(['acme.io']) } }] }),
})
const of = (hosts: TargetHost[], dnsApprover?: string): Target => ({
  domain: 'acme.io',
  hosts,
  urls: [],
  sending: [],
  profile: dnsApprover === undefined ? {} : { dnsApprover },
})

const APEX: TargetHost = { name: 'acme.io', role: 'apex', owner: 'the founder' }
const APP: TargetHost = { name: 'app.acme.io', role: 'app', owner: 'the web team' }
const apex = givenHost('acme.io', { v4: family(address('203.0.113.1')) })
const app = givenHost('app.acme.io', { role: 'app', v4: family(address('203.0.113.2')) })

cases(check, {
  'every field is filled': {
    given: given([apex, app]),
    target: of([APEX, APP], 'the founder'),
    verdict: 'pass',
    codes: ['ok'],
    says: ['All 2 names of acme.io'],
  },
  'one host without owner': {
    given: given([apex, app]),
    target: of([APEX, { name: 'app.acme.io', role: 'app' }], 'the founder'),
    verdict: 'warn',
    codes: ['owner'],
    says: ['app.acme.io'],
  },
  'nobody approves changes': {
    given: given([apex]),
    target: of([APEX]),
    verdict: 'warn',
    codes: ['approver'],
  },
  'the homepage links to a host that nobody listed': {
    given: given([apex], { names: ['blog.acme.io'] }, ['blog.acme.io', 'shop.acme.io']),
    target: of([APEX], 'the founder'),
    verdict: 'warn',
    codes: ['unlisted', 'unlisted'],
    says: ['blog.acme.io', 'shop.acme.io'],
  },
  'a name that somebody set aside': {
    given: {
      ...given([apex], { names: ['blog.acme.io', 'shop.acme.io'] }, ['blog.acme.io']),
      suggested: { ...met('blog.acme.io'), setAside: ['blog.acme.io'] },
    },
    target: of([APEX], 'the founder'),
    verdict: 'warn',
    codes: ['unlisted'],
    says: ['shop.acme.io'],
  },
  'a linked host whose DNS did not answer': {
    given: given([apex], {}, ['silent.acme.io']),
    target: of([APEX], 'the founder'),
    verdict: 'pass',
  },
  'a name exists that nobody listed': {
    given: given([apex], { names: ['blog.acme.io'] }),
    target: of([APEX], 'the founder'),
    verdict: 'warn',
    codes: ['unlisted'],
    says: ['blog.acme.io exists in DNS'],
  },
  'a host that was deleted is still listed': {
    given: given([apex, missingHost('app.acme.io', { role: 'app' })]),
    target: of([APEX, APP], 'the founder'),
    verdict: 'warn',
    codes: ['gone'],
  },
  'a name for mail without an address': {
    given: given([apex, missingHost('mail.acme.io', { role: 'mail' })]),
    target: of([APEX, { name: 'mail.acme.io', role: 'mail', owner: 'the founder' }], 'the founder'),
    verdict: 'pass',
  },
  'the project lists nothing': {
    given: given([apex]),
    target: of([], 'the founder'),
    verdict: 'unknown',
    codes: ['empty'],
  },
  'a host whose servers stay silent': {
    given: given([
      apex,
      givenHost('app.acme.io', {
        chainEnd: 'unknown',
        v4: { status: 'timeout', addresses: [] },
        v6: { status: 'timeout', addresses: [] },
      }),
    ]),
    target: of([APEX, APP], 'the founder'),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'questions for usual names without answer': {
    given: given([apex], { unanswered: ['blog.acme.io'] }),
    target: of([APEX], 'the founder'),
    verdict: 'unknown',
    codes: ['notAsked'],
  },
  'the domain does not exist': {
    given: { ...given([missingHost('acme.io')]), whole: givenDomain({ status: 'nxdomain' }) },
    target: of([APEX], 'the founder'),
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'the website could not be looked at': {
    given: { ...given([apex]), entry: timedOut(), tls: timedOut() },
    target: of([APEX], 'the founder'),
    verdict: 'pass',
  },
  'we ran out of time': { given: { ...given([]), dns: timedOut() }, target: of([APEX]), verdict: 'unknown' },
})
