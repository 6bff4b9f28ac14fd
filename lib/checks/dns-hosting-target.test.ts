import { bareTarget, type Profile } from '../engine/target'
import type { DnsHost } from '../evidence/dns-hosts'
import check from './dns-hosting-target'
import { cases, timedOut } from './shared/cases'
import { address, family, givenHost, missingHost } from './shared/dns-host-given'
import { givenDomain } from './shared/zone-given'

const whole = givenDomain()
const given = (...hosts: DnsHost[]) => ({ whole, dns: { domain: 'acme.io', hosts, others: [] } })
const apex = (...addresses: string[]) =>
  given(givenHost('acme.io', { v4: family(...addresses.map((entry) => address(entry))) }))
const alias = (to: string, at = '203.0.113.10') =>
  given(
    givenHost('www.acme.io', {
      chain: [{ from: 'www.acme.io', to, ttl: 300 }],
      finalName: to,
      v4: family(address(at)),
    }),
  )
const said = (profile: Profile) => ({ ...bareTarget('acme.io'), profile })
const GITHUB = ['185.199.108.153', '185.199.109.153', '185.199.110.153', '185.199.111.153']
const mailServer = (name: string, at: string) => ({
  whole,
  dns: {
    domain: 'acme.io',
    hosts: [givenHost('acme.io', { v4: family(address('76.76.21.21')) })],
    others: [{ name, kind: 'mail-server' as const, addresses: [{ address: at, class: 'public' }] }],
  },
})

cases(check, {
  'all four addresses of GitHub Pages': { given: apex(...GITHUB), verdict: 'pass', codes: ['ok'] },
  'two of the four': {
    given: apex(...GITHUB.slice(0, 2)),
    verdict: 'warn',
    codes: ['partial'],
    says: ['185.199.110.153, 185.199.111.153'],
  },
  'all four, and the server from before': {
    given: apex(...GITHUB, '203.0.113.10'),
    verdict: 'warn',
    codes: ['foreign'],
    says: ['203.0.113.10 is no address of GitHub Pages'],
  },
  'an address of Vercel beside one of Cloudflare': {
    given: apex('76.76.21.21', '104.16.1.1'),
    verdict: 'warn',
    codes: ['foreign'],
  },
  'an address of Vercel beside one we do not know': {
    given: apex('76.76.21.21', '203.0.113.10'),
    verdict: 'pass',
  },
  'an address GitHub Pages has switched off': {
    given: apex('192.30.252.153'),
    verdict: 'fail',
    codes: ['retired'],
  },
  'the same, and our table is older than 180 days': {
    given: apex('192.30.252.153'),
    now: '2027-06-01T00:00:00Z',
    verdict: 'warn',
    codes: ['retired'],
  },
  'an address Webflow is moving its customers away from': {
    given: apex('75.2.70.75', '99.83.190.102'),
    verdict: 'warn',
    codes: ['former'],
  },
  'a parking page': { given: apex('91.195.240.12'), verdict: 'fail', codes: ['parked'], says: ['Sedo'] },
  'a parking page, and our table is older than 180 days': {
    given: apex('91.195.240.12'),
    now: '2027-06-01T00:00:00Z',
    verdict: 'warn',
  },
  Vercel: { given: apex('76.76.21.21'), verdict: 'pass', says: ['Vercel'] },
  'a newer address of Vercel': { given: apex('216.198.79.1'), verdict: 'pass' },
  'an alias of a Vercel project': { given: alias('d1d4fc829fe7bc7c.vercel-dns-017.com'), verdict: 'pass' },
  'an alias of GitHub Pages with one of its addresses': {
    given: alias('acme.github.io', '185.199.108.153'),
    verdict: 'pass',
  },
  'Netlify, while the profile says Vercel': {
    given: apex('75.2.60.5'),
    target: said({ hostingProvider: 'vercel' }),
    verdict: 'warn',
    codes: ['other'],
    says: ['leads to Netlify', 'run at Vercel'],
  },
  'Vercel, as the profile says': {
    given: apex('76.76.21.21'),
    target: said({ hostingProvider: 'Vercel' }),
    verdict: 'pass',
    codes: ['ok'],
  },
  'docs elsewhere than the website': {
    given: given(givenHost('docs.acme.io', { role: 'docs', v4: family(address('75.2.60.5')) })),
    target: said({ hostingProvider: 'Vercel' }),
    verdict: 'pass',
  },
  'a provider in the profile that the table does not hold': {
    given: apex('75.2.60.5'),
    target: said({ hostingProvider: 'our own cellar' }),
    verdict: 'pass',
  },
  'the profile says Vercel, Cloudflare stands in front': {
    given: apex('104.16.1.1'),
    target: said({ hostingProvider: 'Vercel', behindCloudflare: true }),
    verdict: 'pass',
    codes: ['proxied'],
  },
  'the profile says behind Cloudflare, the address is that of the server': {
    given: apex('203.0.113.1'),
    target: said({ behindCloudflare: true }),
    verdict: 'warn',
    codes: ['direct'],
  },
  'the addresses of a host could not be read': {
    given: given(
      givenHost('acme.io', {
        chainEnd: 'unknown',
        v4: { status: 'servfail', addresses: [] },
        v6: { status: 'nodata', addresses: [] },
      }),
    ),
    verdict: 'unknown',
    codes: ['unreadable'],
  },
  'the mail servers could not be read': {
    given: { whole, dns: { ...apex('76.76.21.21').dns, unread: ['MX acme.io'] } },
    verdict: 'unknown',
    codes: ['ok', 'mailUnread'],
  },
  'behind Cloudflare': { given: apex('104.16.1.1'), verdict: 'pass', codes: ['proxied'], says: ['Cloudflare'] },
  'an alias of CloudFront': { given: alias('d111111abcdef8.cloudfront.net'), verdict: 'pass', codes: ['proxied'] },
  'a provider that is not in the table': { given: apex('203.0.113.1'), verdict: 'unknown', codes: ['unrecognised'] },
  'a mail server behind a web proxy': {
    given: mailServer('mail.acme.io', '104.16.1.1'),
    verdict: 'fail',
    codes: ['ok', 'mailProxied'],
  },
  'a listed mail host behind a web proxy': {
    given: given(givenHost('mail.acme.io', { role: 'mail', isMailTarget: true, v4: family(address('104.16.1.1')) })),
    verdict: 'fail',
    codes: ['mailProxied'],
  },
  'the mail service of the proxy itself': {
    given: mailServer('route1.mx.cloudflare.net', '162.159.205.11'),
    verdict: 'pass',
  },
  'a listed mail host of nobody in particular': {
    given: given(givenHost('mail.acme.io', { role: 'mail', isMailTarget: true })),
    verdict: 'pass',
    codes: ['mailDirect'],
  },
  'a host without an address': {
    given: given(missingHost('app.acme.io')),
    verdict: 'not-applicable',
    codes: ['nothing'],
  },
  'no host listed': {
    given: given(givenHost('acme.io', { registered: false })),
    verdict: 'not-applicable',
    codes: ['noHost'],
  },
  'the domain does not exist': {
    given: { ...given(missingHost('acme.io')), whole: givenDomain({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'we could not look': { given: { whole, dns: timedOut() }, verdict: 'unknown' },
})
