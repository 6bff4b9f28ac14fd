import type { LabHost, LabPage, LabSite } from '../types'

const PLAIN = 'text/plain; charset=utf-8'

type PolicyOrder = {
  id: string
  about: string
  /** Lines of the zone below the MX, expectations included. */
  zone: string[]
  page?: LabPage
  host?: Partial<LabHost>
  mx?: string[]
}

/** A domain that takes mail and serves something at the address of its MTA-STS policy. */
function policySite({ id, about, zone, page, host = {}, mx = ['aspmx.l.google.com'] }: PolicyOrder): LabSite {
  const domain = `${id}.test`
  const name = `mta-sts.${domain}`
  const hosts: LabHost[] =
    page === undefined
      ? []
      : [
          {
            name,
            http: 'closed',
            https: ({ path }) => (path === '/.well-known/mta-sts.txt' ? page : { status: 404 }),
            ...host,
          },
        ]
  return {
    id,
    about,
    domain,
    hosts,
    zone: ['? receives=yes sends=yes', ...mx.map((exchange, index) => `@ 300 MX ${index + 1} ${exchange}`), ...zone],
    target: { domain, hosts: [], urls: [], sending: [], profile: {} },
    expect: {},
  }
}

function policy({
  mode = 'enforce',
  mx = ['aspmx.l.google.com'],
  age = 604_800,
  end = '\r\n',
  type = PLAIN,
} = {}): LabPage {
  const lines = ['version: STSv1', `mode: ${mode}`, ...mx.map((name) => `mx: ${name}`), `max_age: ${age}`, '']
  return { headers: [['content-type', type]], body: lines.join(end), verbatim: true }
}

const RECORD = '_mta-sts 300 TXT "v=STSv1; id=20260801T000000;"'

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny-ps" viewBox="0 0 8 8"><title>Logo</title></svg>'

function logoSite(id: string, body: string, zone: (domain: string) => string[]): LabSite {
  const domain = `${id}.test`
  return {
    id,
    about: 'a domain that publishes a logo',
    domain,
    hosts: [
      {
        name: `logo.${domain}`,
        http: 'closed',
        https: () => ({ headers: [['content-type', 'image/svg+xml']], body, verbatim: true }),
      },
    ],
    zone: ['? sends=yes', '@ 300 MX 1 aspmx.l.google.com', ...zone(domain)],
    target: { domain, hosts: [], urls: [], sending: [], profile: {} },
    expect: {},
  }
}

/** Domains with MTA-STS policies and logos as they are found on the internet, right and wrong. */
export const mailPolicySites: readonly LabSite[] = [
  policySite({
    id: 'sts-good',
    about: 'a policy in force that fits',
    page: policy(),
    zone: [RECORD, '_smtp._tls 300 TXT "v=TLSRPTv1; rua=mailto:tls@sts-good.test"', '! mta-sts pass', '! tls-rpt pass'],
  }),
  policySite({
    id: 'sts-testing',
    about: 'a policy in testing, lines ending in LF',
    page: policy({ mode: 'testing', end: '\n', mx: ['*.l.google.com'] }),
    zone: [RECORD, '! mta-sts pass', '! tls-rpt warn'],
  }),
  policySite({
    id: 'sts-none',
    about: 'a policy that is switched off',
    page: policy({ mode: 'none', mx: [] }),
    zone: [RECORD, '! mta-sts warn'],
  }),
  policySite({
    id: 'sts-gap',
    about: 'a policy in force that lacks one mail server',
    page: policy(),
    mx: ['aspmx.l.google.com', 'alt1.aspmx.l.google.com'],
    zone: [RECORD, '! mta-sts fail'],
  }),
  policySite({
    id: 'sts-gap-testing',
    about: 'a policy in testing that lacks one mail server',
    page: policy({ mode: 'testing' }),
    mx: ['aspmx.l.google.com', 'alt1.aspmx.l.google.com'],
    zone: [RECORD, '! mta-sts warn'],
  }),
  policySite({
    id: 'sts-labels',
    about: 'a wildcard that would have to cover two labels',
    page: policy({ mx: ['*.l.google.com'] }),
    mx: ['alt1.aspmx.l.google.com'],
    zone: [RECORD, '! mta-sts fail'],
  }),
  policySite({
    id: 'sts-age',
    about: 'max_age above a year',
    page: policy({ age: 40_000_000 }),
    zone: [RECORD, '! mta-sts fail'],
  }),
  policySite({
    id: 'sts-hour',
    about: 'max_age of an hour',
    page: policy({ age: 3600 }),
    zone: [RECORD, '! mta-sts warn'],
  }),
  policySite({
    id: 'sts-html',
    about: 'served as HTML',
    page: policy({ type: 'text/html' }),
    zone: [RECORD, '! mta-sts warn'],
  }),
  policySite({
    id: 'sts-moved',
    about: 'redirects',
    page: { status: 301, headers: [['location', 'https://sts-moved.test/mta-sts.txt']] },
    zone: [RECORD, '! mta-sts fail'],
  }),
  policySite({
    id: 'sts-404',
    about: 'answers 404',
    page: { status: 404, body: '<h1>Not found</h1>' },
    zone: [RECORD, '! mta-sts fail'],
  }),
  policySite({
    id: 'sts-cert',
    about: 'a certificate of another name',
    page: policy(),
    host: { tls: { names: ['default.hosting-lab.test'] } },
    zone: [RECORD, '! mta-sts fail'],
  }),
  policySite({
    id: 'sts-big',
    about: 'a policy of 65 KiB',
    page: { headers: [['content-type', PLAIN]], body: `version: STSv1\n${'#'.repeat(65 * 1024)}`, verbatim: true },
    zone: [RECORD, '! mta-sts fail'],
  }),
  policySite({ id: 'sts-gone', about: 'no policy host', zone: [RECORD, '! mta-sts fail'] }),
  policySite({ id: 'sts-bare', about: 'a policy without a record', page: policy(), zone: ['! mta-sts warn'] }),
  policySite({
    id: 'sts-catch-all',
    about: 'a catch-all host that serves a page',
    page: { headers: [['content-type', 'text/html']], body: '<h1>Welcome</h1>' },
    zone: ['! mta-sts not-applicable', '! tls-rpt not-applicable'],
  }),
  logoSite('logo-good', LOGO, (domain) => [
    `default._bimi 300 TXT "v=BIMI1; l=https://logo.${domain}/logo.svg; a=https://logo.${domain}/vmc.pem"`,
    `_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:d@${domain}"`,
    '! bimi pass',
  ]),
  logoSite('logo-plain', LOGO, (domain) => [
    `default._bimi 300 TXT "v=BIMI1; l=https://logo.${domain}/logo.svg; a="`,
    `_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:d@${domain}"`,
    '! bimi warn',
  ]),
  logoSite('logo-weak', LOGO, (domain) => [
    `default._bimi 300 TXT "v=BIMI1; l=https://logo.${domain}/logo.svg; a="`,
    `_dmarc 300 TXT "v=DMARC1; p=none; rua=mailto:d@${domain}"`,
    '! bimi fail',
  ]),
  logoSite('logo-html', '<h1>Not found</h1>', (domain) => [
    `default._bimi 300 TXT "v=BIMI1; l=https://logo.${domain}/logo.svg; a="`,
    `_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:d@${domain}"`,
    '! bimi fail',
  ]),
]
