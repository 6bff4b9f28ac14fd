import type { CertificateOrder } from '../../ca'
import { appHost, domainOf, goodPages, host, labSite, type SiteOrder } from '../baseline'
import { html, site, toHttps, withHsts } from '../content'
import type { LabHost, LabSite } from '../types'

type Case = Omit<SiteOrder, 'more'> & { app: Partial<LabHost>; tls?: Partial<CertificateOrder> }

/** A sound site whose application host has one mistake. */
function appCase({ app, tls, ...order }: Case): LabSite {
  const domain = domainOf(order.id)
  const own: Partial<LabHost> = tls === undefined ? app : { ...app, tls: { names: [`app.${domain}`], ...tls } }
  return labSite({ ...order, more: [{ role: 'app', host: appHost(domain, own) }] })
}

const RSA: Partial<CertificateOrder> = { key: 'rsa', issuer: 'rsa-intermediate' }
const REFUSED = { 'https-reachable': 'fail' } as const

/** What can still be said of certificates where no handshake succeeds. */
const UNSEEN: LabSite['expect'] = {
  'tls-cert-name': 'unknown',
  'tls-cert-chain': 'unknown',
  'tls-cert-expiry': 'unknown',
  'tls-cert-strength': 'unknown',
  'tls-cert-per-address': 'unknown',
  'tls-cert-revocation': 'unknown',
  'tls-auto-renewal': 'unknown',
  'tls-hostname-coverage': 'unknown',
}
const noHandshake = (expect: LabSite['expect']): LabSite['expect'] => ({ ...REFUSED, ...UNSEEN, ...expect })

const SSL3 = 0x0300
const TLS10 = 0x0301
const TLS12 = 0x0303
const ECDHE_ECDSA = 0xc02b
const DHE_RSA = 0x009e
const RSA_RC4 = 0x0005
const RSA_3DES = 0x000a
const RSA_NULL = 0x003b
const EXPORT_RC4 = 0x0003
const RSA_DES = 0x0009
const ANONYMOUS_CAMELLIA = 0x0046

const versions: LabSite[] = [
  appCase({
    id: 'tls10only',
    about: 'TLS 1.0 alone',
    app: { settings: { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } },
    expect: { 'tls-versions': { verdict: 'fail', code: 'neither' } },
  }),
  appCase({
    id: 'tls11only',
    about: 'TLS 1.1 alone',
    app: { settings: { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } },
    expect: { 'tls-versions': { verdict: 'fail', code: 'neither' } },
  }),
  appCase({
    id: 'tls10plus',
    about: 'TLS 1.0 to 1.3',
    app: { settings: { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } },
    expect: { 'tls-versions': { verdict: 'warn', code: 'old' } },
  }),
  appCase({
    id: 'tls12only',
    about: 'TLS 1.2 alone',
    app: { settings: { maxVersion: 'TLSv1.2' } },
    expect: { 'tls-versions': { verdict: 'pass', code: 'only12' } },
  }),
  appCase({
    id: 'tls13only',
    about: 'TLS 1.3 alone',
    app: { settings: { minVersion: 'TLSv1.3' } },
    expect: {
      'tls-versions': { verdict: 'pass', code: 'only13' },
      'tls-weak-ciphers': 'pass',
      'tls-chain-hygiene': { verdict: 'unknown', code: 'hidden' },
    },
  }),
  appCase({
    id: 'ssl3',
    about: 'SSL 3.0 beside TLS 1.2',
    app: { bytes: { versions: [SSL3, TLS12], suites: [ECDHE_ECDSA, 0xc009] } },
    expect: noHandshake({ 'tls-versions': { verdict: 'fail', code: 'ssl3' } }),
  }),
  appCase({
    id: 'ssl3strict',
    about: 'SSL 3.0 alone, and it hangs up on everything else',
    app: { bytes: { versions: [SSL3], suites: [0x0035], refusal: 'close' } },
    tls: RSA,
    expect: noHandshake({
      'tls-versions': { verdict: 'fail', code: 'neither' },
      'tls-weak-ciphers': { verdict: 'warn', code: 'noSecrecy' },
    }),
  }),
]

const ciphers: LabSite[] = [
  appCase({
    id: 'weak',
    about: 'everything OpenSSL can do, no encryption and no identity included',
    app: { settings: { maxVersion: 'TLSv1.2', ciphers: 'ALL:COMPLEMENTOFALL:@SECLEVEL=0' } },
    tls: RSA,
    expect: { 'tls-weak-ciphers': { verdict: 'fail', code: 'broken' } },
  }),
  appCase({
    id: 'rsakex',
    about: 'AES128-SHA alone',
    app: { settings: { maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA:@SECLEVEL=0' } },
    tls: RSA,
    expect: { 'tls-weak-ciphers': { verdict: 'warn', code: 'noSecrecy' } },
  }),
  appCase({
    id: 'rsakexplus',
    about: 'AES128-SHA beside ECDHE, preferred by the server',
    app: { settings: { maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0' } },
    tls: RSA,
  }),
  appCase({
    id: 'aria',
    about: 'a cipher that no browser knows, alone',
    app: { settings: { maxVersion: 'TLSv1.2', ciphers: 'ARIA128-GCM-SHA256' } },
    tls: RSA,
    expect: noHandshake({
      'https-reachable': { verdict: 'fail', code: 'outdated' },
      'tls-weak-ciphers': { verdict: 'warn', code: 'noSecrecy' },
    }),
  }),
  appCase({
    id: 'dh1024',
    about: 'Diffie-Hellman with 1,024 bits',
    app: { settings: { maxVersion: 'TLSv1.2', ciphers: 'DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0', shortDh: true } },
    tls: RSA,
    expect: { 'tls-weak-ciphers': { verdict: 'warn', code: 'shortKey' } },
  }),
  ...[480, 512].map((dhBits) =>
    appCase({
      id: `dh${dhBits}`,
      about: `Diffie-Hellman with ${dhBits} bits`,
      app: { bytes: { versions: [TLS12], suites: [DHE_RSA], dhBits } },
      tls: RSA,
      expect: noHandshake({ 'tls-weak-ciphers': { verdict: 'warn', code: 'shortKey' } }),
    }),
  ),
  ...(
    [
      ['rc4', RSA_RC4, 'fail', 'broken'],
      ['anonymous', ANONYMOUS_CAMELLIA, 'fail', 'broken'],
      ['null', RSA_NULL, 'fail', 'broken'],
      ['export', EXPORT_RC4, 'fail', 'broken'],
      ['des', RSA_DES, 'fail', 'broken'],
      ['3des', RSA_3DES, 'warn', 'old'],
    ] as const
  ).map(([id, suite, verdict, code]) =>
    appCase({
      id,
      about: `${id} alone`,
      app: { bytes: { versions: [TLS10, TLS12], suites: [suite] } },
      tls: RSA,
      expect: noHandshake({
        'https-reachable': { verdict: 'fail', code: 'outdated' },
        'tls-weak-ciphers': { verdict, code },
        'tls-versions': 'warn',
      }),
    }),
  ),
]

const chains: LabSite[] = [
  appCase({
    id: 'rootlast',
    about: 'leaf, intermediate, root',
    app: {},
    tls: { send: ['issuer', 'root'] },
    expect: { 'tls-chain-hygiene': { verdict: 'warn', code: 'root' } },
  }),
  appCase({
    id: 'dup',
    about: 'the leaf twice',
    app: {},
    tls: { send: ['leaf', 'issuer'] },
    expect: { 'tls-chain-hygiene': { verdict: 'warn', code: 'duplicate' } },
  }),
  appCase({
    id: 'reversed',
    about: 'leaf, root, intermediate',
    app: {},
    tls: { send: ['root', 'issuer'] },
    expect: { 'tls-chain-hygiene': { verdict: 'warn', code: 'order' } },
  }),
]

const strength: LabSite[] = [
  appCase({
    id: 'rsa1024',
    about: 'an RSA key of 1,024 bits',
    app: { settings: { ciphers: 'DEFAULT@SECLEVEL=0' } },
    tls: { key: 'rsa1024' },
    expect: { 'tls-cert-strength': { verdict: 'fail', code: 'key' } },
  }),
  appCase({
    id: 'rsa8192',
    about: 'an oversized RSA key',
    app: { settings: {} },
    tls: { key: 'rsa8192' },
    expect: { 'tls-cert-strength': { verdict: 'warn', code: 'slow' } },
  }),
  appCase({
    id: 'sha1',
    about: 'signed with SHA-1',
    app: { settings: { ciphers: 'DEFAULT@SECLEVEL=0' } },
    tls: { hash: 'sha1' },
    expect: { 'tls-cert-strength': { verdict: 'fail', code: 'hash' } },
  }),
  appCase({
    id: 'sha1inter',
    about: 'its intermediate is signed with SHA-1',
    app: { settings: { ciphers: 'DEFAULT@SECLEVEL=0' } },
    tls: { issuer: 'sha1-intermediate' },
    expect: { 'tls-cert-strength': { verdict: 'fail', code: 'hash' } },
  }),
  appCase({
    id: 'md5',
    about: 'signed with MD5',
    app: { settings: { ciphers: 'DEFAULT@SECLEVEL=0' } },
    tls: { hash: 'md5', issuer: 'rsa-intermediate', key: 'rsa' },
    expect: { 'tls-cert-strength': { verdict: 'fail', code: 'hash' } },
  }),
  appCase({
    id: 'ed25519',
    about: 'a key browsers do not know',
    app: {},
    tls: { key: 'ed25519' },
    expect: { 'tls-cert-strength': { verdict: 'fail', code: 'browsers' } },
  }),
  appCase({ id: 'ecc384', about: 'an ECDSA key on P-384', app: {}, tls: { key: 'p384' } }),
  appCase({ id: 'rsa2048', about: 'an ordinary RSA certificate', app: {}, tls: RSA }),
]

const BARE = domainOf('manual')
const names: LabSite[] = [
  appCase({
    id: 'halfattached',
    about: 'one of two servers does not know the name',
    app: { addresses: [{ at: 'cf' }, { at: 'cf', https: 'alert-112' }] },
    expect: {
      'https-reachable': { verdict: 'warn', code: 'some' },
      'tls-hostname-coverage': { verdict: 'warn', code: 'partly' },
    },
  }),
  appCase({ id: 'nosubject', about: 'a certificate without subject', app: {}, tls: { commonName: '' } }),
  appCase({
    id: 'sans1000',
    about: 'a certificate with 1,000 names',
    app: {},
    tls: {
      // Its own name comes last, behind more names than anybody keeps.
      names: [
        ...Array.from({ length: 999 }, (_, index) => `t${index}.tenants-lab.test`),
        `app.${domainOf('sans1000')}`,
      ],
    },
    expect: { 'tls-chain-hygiene': { verdict: 'warn', code: 'large' } },
  }),
  appCase({
    id: 'clientcert',
    about: 'asks visitors for a certificate',
    app: { settings: { clientCertificate: true } },
    // The handshake of TLS 1.3 ends well on our side; only the first answer says that we lack a certificate.
    expect: { 'https-reachable': { verdict: 'fail', code: 'visitorCertificate' } },
  }),
  appCase({
    id: 'clientcert12',
    about: 'asks visitors for a certificate, in TLS 1.2',
    app: { settings: { clientCertificate: true, maxVersion: 'TLSv1.2' } },
    expect: noHandshake({ 'https-reachable': { verdict: 'fail', code: 'visitorCertificate' } }),
  }),
  labSite({
    id: 'manual',
    about: 'a certificate of 198 days on a server of its own',
    more: [
      {
        role: 'app',
        host: host(`app.${BARE}`, withHsts(site(goodPages(BARE))), {
          addresses: [{ at: 'pub' }],
          http: toHttps,
          tls: { names: [`app.${BARE}`], from: -48, until: 150 },
        }),
      },
    ],
    expect: { 'tls-auto-renewal': { verdict: 'warn', code: 'manual' } },
  }),
]

const legacy = labSite({
  id: 'legacy',
  about: 'old programs that name no host must get in, and the server refuses them',
  more: [{ role: 'app', host: appHost(domainOf('legacy'), { settings: {} }) }],
  expect: { 'tls-cert-name': { verdict: 'warn', code: 'closed' } },
})
const old: LabSite[] = [
  { ...legacy, target: { ...legacy.target, profile: { ...legacy.target.profile, legacyClients: true } } },
]

const OPEN = domainOf('strangers')
const page = (title: string) =>
  html({ title, body: `<main><h1>${title}</h1><p>Something to read for everybody.</p></main>` })
const strangers: LabSite[] = [
  labSite({
    id: 'strangers',
    about: 'live hosts that the project does not name',
    apex: { tls: { names: [OPEN, `old.${OPEN}`, `dev.${OPEN}`, `*.${OPEN}`] } },
    strangers: [
      host(`old.${OPEN}`, site({ '/': { headers: [['content-type', 'text/html']], body: page('Old shop') } })),
      host(`quiet.${OPEN}`, site({})),
    ],
    expect: { 'tls-hostname-coverage': { verdict: 'warn', code: 'stranger' } },
  }),
]

const hostile: LabSite[] = [
  appCase({
    id: 'helloclose',
    about: 'hangs up on every hello',
    app: { bytes: { versions: [], suites: [], refusal: 'close' } },
    expect: noHandshake({ 'tls-versions': 'unknown', 'tls-weak-ciphers': 'unknown', 'tls-chain-hygiene': 'unknown' }),
  }),
  appCase({
    id: 'hellosilence',
    about: 'takes every hello and says nothing',
    app: { bytes: { versions: [], suites: [], refusal: 'silence' } },
    expect: noHandshake({
      'https-reachable': ['fail', 'unknown'],
      'tls-versions': 'unknown',
      'tls-weak-ciphers': 'unknown',
      'tls-chain-hygiene': 'unknown',
    }),
  }),
  appCase({
    id: 'hellodrip',
    about: 'answers byte by byte and never finishes',
    app: { bytes: { versions: [TLS12], suites: [ECDHE_ECDSA], pieces: 1 } },
    expect: noHandshake({}),
  }),
]

/** Hosts whose TLS itself is wrong: versions, ciphers, keys, what is sent. */
export const tlsServerSites: LabSite[] = [
  ...versions,
  ...ciphers,
  ...chains,
  ...strength,
  ...names,
  ...old,
  ...strangers,
  ...hostile,
]
