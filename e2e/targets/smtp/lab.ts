import type { LabSite } from '../web/types'
import type { SmtpHost, SmtpLab } from './server'

type Order = Omit<SmtpHost, 'name' | 'addresses'> & { name: string; address?: string }

const orders: Order[] = [
  { name: 'mx.starttls-good.test', manner: 'tls' },
  { name: 'mx.starttls-none.test', manner: 'plain' },
  { name: 'mx.starttls-old.test', manner: 'no-ehlo' },
  { name: 'mx.starttls-self.test', manner: 'tls', certificate: { issuer: 'self', send: [] } },
  { name: 'mx.starttls-expired.test', manner: 'tls', certificate: { from: -100, until: -3 } },
  { name: 'mx.starttls-name.test', manner: 'tls', certificate: { names: ['other.starttls-name.test'] } },
  { name: 'mx.starttls-tls10.test', manner: 'tls', maxVersion: 'TLSv1' },
  { name: 'mx.starttls-busy.test', manner: 'busy' },
  { name: 'mx.starttls-blocked.test', manner: 'blocked-us' },
  { name: 'mx.starttls-tarpit.test', manner: 'tarpit' },
  { name: 'mx.starttls-garbage.test', manner: 'garbage' },
  { name: 'mx.starttls-closes.test', manner: 'closes' },
  { name: 'mx.starttls-later.test', manner: 'postponed' },
  { name: 'mx.starttls-broken.test', manner: 'tls-broken' },
  { name: 'mx.starttls-injected.test', manner: 'injected' },
  { name: 'mx.starttls-refused.test', manner: 'tls-refused' },
  { name: 'mx.starttls-line.test', manner: 'endless-line' },
  { name: 'mx.starttls-reply.test', manner: 'endless-reply' },
  { name: 'mx.starttls-drip.test', manner: 'drip' },
  { name: 'mx1.starttls-half.test', manner: 'tls' },
  { name: 'mx2.starttls-half.test', manner: 'plain' },
  { name: 'mx.sts-self.test', manner: 'tls', certificate: { issuer: 'self', send: [] } },
  { name: 'mx.dane-good.test', manner: 'tls' },
  { name: 'mx.dane-wrong.test', manner: 'tls' },
  { name: 'mx.dane-unsigned.test', manner: 'tls' },
  { name: 'mx.dane-pkix.test', manner: 'tls' },
  { name: 'mx.dane-roll.test', manner: 'tls', certificate: { issuer: 'self', send: [] } },
  { name: 'mx.dane-plain.test', manner: 'plain' },
  { name: 'mx.dane-busy.test', manner: 'busy' },
]

/** Mail servers with one manner each. */
export const mailHosts: readonly SmtpHost[] = orders.map((order, index) => ({
  ...order,
  addresses: [`198.18.40.${index + 10}`],
}))

function addressOf(name: string): string {
  return mailHosts.find((host) => host.name === name)?.addresses[0] ?? ''
}

const WRONG = 'ab'.repeat(32)

/** A zone whose mail servers are those of the list that lie in it; a dot at the end would be somebody else's. */
function zone(domain: string, lines: readonly string[] = [], flags = ''): string {
  const servers = mailHosts.filter((host) => host.name.endsWith(`.${domain}`))
  return [
    `zone ${domain}${flags}`,
    '? receives=yes',
    ...servers.map((host, index) => `@ 300 MX ${(index + 1) * 10} ${host.name}`),
    ...servers.map((host) => `${host.name.slice(0, -domain.length - 1)} 300 A ${host.addresses[0]}`),
    ...lines,
  ].join('\n')
}

const SIGNED = ' flag=signed'

type Certificates = SmtpLab['certificates']

function text(certificates: Certificates): string {
  const keyOf = (name: string): string => certificates[name]?.key ?? ''
  const certOf = (name: string): string => certificates[name]?.cert ?? ''
  const plain = orders
    .map(({ name }) => /^mx\d?\.(starttls-.+)$/.exec(name)?.[1] ?? '')
    .filter((domain) => domain !== '')
  return [
    ...[...new Set(plain)].map((domain) => zone(domain)),
    'zone starttls-silent.test\n@ 300 MX 10 mx.starttls-silent.test\nmx 300 A 198.18.40.250',
    'zone starttls-null.test\n@ 300 MX 0 .',
    'zone starttls-servfail.test\nfault * starttls-servfail.test MX servfail',
    zone('dane-good.test', [`_25._tcp.mx 300 TLSA 3 1 1 ${keyOf('mx.dane-good.test')}`], SIGNED),
    zone('dane-wrong.test', [`_25._tcp.mx 300 TLSA 3 1 1 ${WRONG}`], SIGNED),
    zone('dane-unsigned.test', [`_25._tcp.mx 300 TLSA 3 1 1 ${keyOf('mx.dane-unsigned.test')}`]),
    zone('dane-pkix.test', [`_25._tcp.mx 300 TLSA 1 1 1 ${keyOf('mx.dane-pkix.test')}`], SIGNED),
    zone(
      'dane-roll.test',
      [`_25._tcp.mx 300 TLSA 3 1 1 ${WRONG}`, `_25._tcp.mx 300 TLSA 3 0 1 ${certOf('mx.dane-roll.test')}`],
      SIGNED,
    ),
    zone('dane-plain.test', [`_25._tcp.mx 300 TLSA 3 1 1 ${WRONG}`], SIGNED),
    zone('dane-busy.test', [`_25._tcp.mx 300 TLSA 3 1 1 ${WRONG}`], SIGNED),
  ].join('\n\n')
}

const enforce: LabSite = {
  id: 'sts-self',
  about: 'a policy that demands a certificate the mail server does not have',
  domain: 'sts-self.test',
  hosts: [
    {
      name: 'mta-sts.sts-self.test',
      http: 'closed',
      https: () => ({
        headers: [['content-type', 'text/plain']],
        body: 'version: STSv1\nmode: enforce\nmx: mx.sts-self.test\nmax_age: 604800\n',
        verbatim: true,
      }),
    },
  ],
  zone: [
    '@ 300 MX 10 mx.sts-self.test',
    `mx 300 A ${addressOf('mx.sts-self.test')}`,
    '_mta-sts 300 TXT "v=STSv1; id=1"',
  ],
  target: { domain: 'sts-self.test', hosts: [], urls: [], sending: [], profile: {} },
  expect: {},
}

type Expected = Record<string, [verdict: string, ...codes: string[]]>

const starttls = (verdict: string, ...codes: string[]): Expected => ({ 'mx-starttls': [verdict, ...codes] })

/** Zones for these servers and what two checks say of them. */
export const mailZones = {
  sites: [enforce],
  text,
  expected: {
    'starttls-good.test': { ...starttls('pass', 'ok'), 'dane-smtp': ['not-applicable', 'none'] },
    'starttls-none.test': starttls('fail', 'absent'),
    'starttls-old.test': starttls('fail', 'absent'),
    'starttls-refused.test': starttls('fail', 'absent'),
    'starttls-self.test': starttls('warn', 'certificate'),
    'sts-self.test': starttls('fail', 'certificate-enforced'),
    'starttls-expired.test': starttls('warn', 'certificate'),
    'starttls-name.test': starttls('warn', 'certificate'),
    'starttls-tls10.test': starttls('warn', 'old'),
    'starttls-busy.test': starttls('unknown', 'silent'),
    'starttls-blocked.test': starttls('unknown', 'silent'),
    'starttls-tarpit.test': starttls('unknown', 'silent'),
    'starttls-garbage.test': starttls('unknown', 'silent'),
    'starttls-closes.test': starttls('unknown', 'silent'),
    'starttls-later.test': starttls('unknown', 'silent'),
    'starttls-line.test': starttls('unknown', 'silent'),
    'starttls-reply.test': starttls('unknown', 'silent'),
    'starttls-broken.test': starttls('warn', 'broken'),
    'starttls-injected.test': starttls('warn', 'broken'),
    'starttls-half.test': starttls('warn', 'absent-some', 'ok'),
    'starttls-null.test': starttls('not-applicable', 'none'),
    'starttls-servfail.test': starttls('unknown', 'undecided'),
    'starttls-silent.test': starttls('unknown', 'silent'),
    'shop-good.test': starttls('pass', 'ok', 'ok'),
    'dane-good.test': { ...starttls('pass', 'ok'), 'dane-smtp': ['pass', 'ok-alone'] },
    'dane-wrong.test': { 'dane-smtp': ['fail', 'mismatch'] },
    'dane-unsigned.test': { 'dane-smtp': ['warn', 'unsigned'] },
    'dane-pkix.test': { 'dane-smtp': ['warn', 'usage'] },
    'dane-roll.test': { 'dane-smtp': ['pass', 'ok'] },
    'dane-plain.test': { 'dane-smtp': ['fail', 'no-encryption'] },
    'dane-busy.test': { 'dane-smtp': ['unknown', 'not-seen'] },
  } satisfies Record<string, Expected>,
}
