import type { DnsHost } from '../evidence/dns-hosts'
import check from './dns-private-address'
import { cases, timedOut } from './shared/cases'
import { address, brokenHost, family, givenHost, missingHost } from './shared/dns-host-given'

type Other = {
  name: string
  kind: 'mail-server' | 'name-server' | 'mail-policy' | 'localhost'
  addresses: { address: string; class: string }[]
}

const given = (hosts: DnsHost[], others: Other[] = []) => ({ dns: { domain: 'acme.io', hosts, others } })
const only = (text: string, kind: string) => givenHost('app.acme.io', { v4: family(address(text, kind)) })
const only6 = (text: string, kind: string) =>
  givenHost('app.acme.io', { v4: family(), v6: family(address(text, kind)) })

cases(check, {
  'a public address, and the other family could not be read': {
    given: given([givenHost('acme.io', { v6: { status: 'servfail', addresses: [] } })]),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'an internal address, and the other family could not be read': {
    given: given([
      givenHost('app.acme.io', {
        v4: family(address('10.0.0.5', 'private')),
        v6: { status: 'timeout', addresses: [] },
      }),
    ]),
    verdict: 'fail',
    codes: ['mixed'],
  },
  'the mail servers could not be read': {
    given: { dns: { domain: 'acme.io', hosts: [givenHost('acme.io')], others: [], unread: ['MX acme.io'] } },
    verdict: 'unknown',
    codes: ['ok', 'unread'],
  },
  'a public address': { given: given([givenHost('acme.io')]), verdict: 'pass', codes: ['ok'] },
  '10.0.0.5 alone': { given: given([only('10.0.0.5', 'private')]), verdict: 'fail', codes: ['all'] },
  '127.0.0.1 alone': { given: given([only('127.0.0.1', 'loopback')]), verdict: 'fail', codes: ['all'] },
  'a unique local IPv6 address alone': {
    given: given([only6('fd00::1', 'unique-local')]),
    verdict: 'fail',
    codes: ['all'],
  },
  'an address kept for documentation': {
    given: given([only('198.51.100.7', 'documentation')]),
    verdict: 'fail',
    codes: ['all'],
  },
  'a mapped private address': {
    given: given([only6('::ffff:10.0.0.1', 'ipv4-mapped')]),
    verdict: 'fail',
    codes: ['all'],
  },
  'a carrier address on the app': { given: given([only('100.64.0.9', 'shared')]), verdict: 'fail', codes: ['all'] },
  '192.168.1.4 beside a public address': {
    given: given([givenHost('app.acme.io', { v4: family(address('203.0.113.1'), address('192.168.1.4', 'private')) })]),
    verdict: 'fail',
    codes: ['mixed'],
  },
  'an internal address on staging': {
    given: given([givenHost('staging.acme.io', { role: 'staging', v4: family(address('10.0.0.5', 'private')) })]),
    verdict: 'warn',
    codes: ['staging'],
  },
  'localhost below the domain': {
    given: given(
      [givenHost('acme.io')],
      [{ name: 'localhost.acme.io', kind: 'localhost', addresses: [{ address: '127.0.0.1', class: 'loopback' }] }],
    ),
    verdict: 'warn',
    codes: ['ok', 'localhost'],
  },
  'a mail server with an internal address': {
    given: given(
      [givenHost('acme.io')],
      [{ name: 'mx.acme.io', kind: 'mail-server', addresses: [{ address: '10.0.0.2', class: 'private' }] }],
    ),
    verdict: 'warn',
    codes: ['ok', 'mailServer'],
  },
  'the host of the mail policy with an internal address': {
    given: given(
      [givenHost('acme.io')],
      [{ name: 'mta-sts.acme.io', kind: 'mail-policy', addresses: [{ address: '10.0.0.4', class: 'private' }] }],
    ),
    verdict: 'warn',
    codes: ['ok', 'mailPolicy'],
  },
  'a name server with an internal address': {
    given: given(
      [givenHost('acme.io')],
      [{ name: 'ns1.acme.io', kind: 'name-server', addresses: [{ address: '10.0.0.3', class: 'private' }] }],
    ),
    verdict: 'warn',
    codes: ['ok', 'nameServer'],
  },
  'no host has an address': { given: given([missingHost('acme.io')]), verdict: 'not-applicable', codes: ['noAddress'] },
  'a host whose questions timed out': {
    given: given([givenHost('acme.io'), brokenHost('app.acme.io', 'timeout')]),
    verdict: 'unknown',
    codes: ['ok', 'undecided'],
  },
  'we could not look': { given: { dns: timedOut() }, verdict: 'unknown' },
})
