import type { CertificateOrder } from '../../ca'
import { appHost, domainOf, front, host, labSite, type SiteOrder } from '../baseline'
import { site, toHttps } from '../content'
import type { LabHost, LabSite } from '../types'

/** Serves its intermediate at the address the certificates name. */
export const ISSUER_HOST = 'issuer-lab.test'
export const ISSUER_URL = `http://${ISSUER_HOST}/e1.cer`

const UNSEEN = ['pass', 'unknown', 'not-applicable'] as const

/** A sound site whose application host has one mistake, so that nothing else is disturbed. */
function appSite(order: Omit<SiteOrder, 'more'>, app: Partial<LabHost>): LabSite {
  const domain = domainOf(order.id)
  return labSite({ ...order, more: [{ role: 'app', host: appHost(domain, app) }] })
}

type CertificateCase = {
  id: string
  about: string
  order: Partial<CertificateOrder>
  expect?: LabSite['expect']
}

function certificateSite({ id, about, order, expect = {} }: CertificateCase): LabSite {
  const name = `app.${domainOf(id)}`
  return appSite({ id, about, expect }, { tls: { names: [name], ...order } })
}

const dates: LabSite[] = [
  certificateSite({
    id: 'expired',
    about: 'the certificate ran out three days ago',
    order: { from: -93, until: -3 },
    expect: { 'tls-cert-expiry': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
  certificateSite({
    id: 'notyet',
    about: 'the certificate is valid from the day after tomorrow',
    order: { from: 2, until: 92 },
    expect: { 'tls-cert-expiry': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
  certificateSite({
    id: 'expiring',
    about: 'a certificate of 90 days with 6 left',
    order: { from: -84, until: 6 },
    expect: { 'tls-cert-expiry': 'fail' },
  }),
  certificateSite({ id: 'short', about: 'a certificate of 6.7 days with 3 left', order: { from: -3.7, until: 3 } }),
]

const names: LabSite[] = [
  certificateSite({
    id: 'wronghost',
    about: 'the certificate of another name',
    order: { names: ['default.hosting-lab.test'] },
    expect: { 'tls-cert-name': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
  certificateSite({
    id: 'nosan',
    about: 'the name stands in the common name only',
    order: { names: [], commonName: `app.${domainOf('nosan')}` },
    expect: { 'tls-cert-name': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
  certificateSite({
    id: 'deep',
    about: 'a wildcard covers the name',
    order: { names: [`*.${domainOf('deep')}`] },
  }),
  labSite({
    id: 'deeper',
    about: 'a.b under a wildcard for one label',
    more: [
      {
        role: 'app',
        host: appHost(domainOf('deeper'), {
          name: `a.b.${domainOf('deeper')}`,
          tls: { names: [`*.${domainOf('deeper')}`] },
        }),
      },
    ],
    expect: { 'tls-cert-name': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
]

const chains: LabSite[] = [
  certificateSite({
    id: 'selfsigned',
    about: 'signed by itself',
    order: { issuer: 'self' },
    expect: { 'tls-cert-chain': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
  certificateSite({
    id: 'untrusted',
    about: 'issued by a private root',
    order: { issuer: 'private-root' },
    expect: { 'tls-cert-chain': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
  certificateSite({
    id: 'nointer',
    about: 'the intermediate is not sent, its address is given',
    order: { send: [], caIssuers: ISSUER_URL },
    expect: { 'tls-cert-chain': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
  certificateSite({
    id: 'noaia',
    about: 'the intermediate is not sent and nothing says where it is',
    order: { send: [] },
    expect: { 'tls-cert-chain': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
  certificateSite({
    id: 'expinter',
    about: 'the intermediate ran out',
    order: { issuer: 'expired-intermediate' },
    expect: { 'tls-cert-chain': 'fail', 'tls-cert-expiry': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
  certificateSite({
    id: 'expirednointer',
    about: 'ran out, and its intermediate is not sent either',
    order: { from: -93, until: -3, send: [], caIssuers: ISSUER_URL },
    expect: { 'tls-cert-chain': 'fail', 'tls-cert-expiry': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
  certificateSite({
    id: 'expireddup',
    about: 'ran out, and is sent twice',
    order: { from: -93, until: -3, send: ['leaf', 'issuer'] },
    expect: { 'tls-cert-expiry': 'fail', 'tls-cert-per-address': ['pass', 'fail'] },
  }),
  certificateSite({
    id: 'withroot',
    about: 'leaf, root, intermediate: untidy but complete',
    order: { send: ['root', 'issuer'] },
  }),
]

const addresses: LabSite[] = [
  appSite(
    {
      id: 'dual',
      about: 'sound ECDSA certificate, forgotten RSA one',
      expect: { 'tls-cert-per-address': 'fail', 'tls-cert-expiry': 'fail' },
    },
    {
      tls: [
        { names: [`app.${domainOf('dual')}`] },
        { names: [`app.${domainOf('dual')}`], key: 'rsa', issuer: 'rsa-intermediate', from: -93, until: -3 },
      ],
    },
  ),
  appSite(
    {
      id: 'twoaddr',
      about: 'one of two addresses serves an old certificate',
      expect: { 'tls-cert-per-address': 'fail', 'tls-cert-expiry': 'fail' },
    },
    {
      addresses: [{ at: 'cf' }, { at: 'cf', tls: { names: [`app.${domainOf('twoaddr')}`], from: -93, until: -3 } }],
    },
  ),
  appSite(
    {
      id: 'notattached',
      about: 'the network in front does not know the name',
      expect: { 'https-reachable': 'fail', ...unseenTls() },
    },
    { addresses: [{ at: 'cf', https: 'alert-112' }] },
  ),
  appSite(
    { id: 'plain443', about: 'plain HTTP is spoken on 443', expect: { 'https-reachable': 'fail', ...unseenTls() } },
    { addresses: [{ at: 'cf', https: 'plain' }] },
  ),
  appSite(
    {
      id: 'v6dead',
      about: 'nobody listens on the IPv6 address',
      expect: { 'https-reachable': 'warn', 'tls-cert-per-address': UNSEEN },
    },
    { addresses: [{ at: 'cf' }, { at: 'v6', https: 'closed', http: 'closed' }] },
  ),
]

const MANY = domainOf('manynames')
const tooLarge = appSite(
  {
    id: 'manynames',
    about: 'a certificate with so many names that clients give up',
    expect: { ...unseenTls(), 'https-reachable': ['fail', 'unknown'], 'tls-cert-chain': ['fail', 'unknown'] },
  },
  { tls: { names: [`app.${MANY}`, ...Array.from({ length: 10_000 }, (_, index) => `tenant-${index}.${MANY}`)] } },
)

/** What checks on certificates and headers may say where no handshake succeeded. */
function unseenTls(): LabSite['expect'] {
  return {
    'tls-cert-name': UNSEEN,
    'tls-cert-chain': UNSEEN,
    'tls-cert-expiry': UNSEEN,
    'tls-cert-per-address': UNSEEN,
    hsts: UNSEEN,
    'edge-provider': UNSEEN,
    'mixed-content': UNSEEN,
    'exposed-env': UNSEEN,
    'exposed-vcs': UNSEEN,
    'exposed-files': UNSEEN,
    'public-bundle-secrets': UNSEEN,
    'https-redirect': ['pass', 'warn', 'fail'],
    'redirect-preserves-url': UNSEEN,
    'redirect-loop': UNSEEN,
    'redirect-chain-length': UNSEEN,
    'page-not-blank': UNSEEN,
    'health-endpoint': UNSEEN,
    'static-cache-lifetime': UNSEEN,
  }
}

/** The site that hands out the intermediate, for chains that lack it. */
export function issuerSite(intermediateDer: Buffer): LabSite {
  const files = site({
    '/e1.cer': { headers: [['content-type', 'application/pkix-cert']], body: intermediateDer, verbatim: true },
  })
  return {
    id: 'issuer',
    about: 'where the intermediate can be fetched',
    domain: ISSUER_HOST,
    hosts: [host(ISSUER_HOST, front(toHttps), { http: files })],
    target: { domain: ISSUER_HOST, hosts: [{ name: ISSUER_HOST, role: 'apex' }], urls: [], sending: [], profile: {} },
    expect: {},
  }
}

export const certificateSites: LabSite[] = [...dates, ...names, ...chains, ...addresses, tooLarge]
