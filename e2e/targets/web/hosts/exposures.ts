import { deflateRawSync } from 'node:zlib'
import { ASSETS, appHost, domainOf, front, goodPages, homeText, labSite, SCRIPT_PATH } from '../baseline'
import { file, HTML, html, IMMUTABLE, JSON_TYPE, REVALIDATE, SCRIPT, site } from '../content'
import { invented } from '../invented'
import type { LabPage, LabSite } from '../types'

export const PLANTED = {
  stripe: invented('sk_', 'live_', '51Qx8LrTfVw0ZbNc7YdKm3EuHg9PaSi'),
  serviceRole: invented(
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.',
    Buffer.from(
      '{"iss":"supabase","ref":"kqzvwxyrtplmnbhj","role":"service_role","iat":1767225600,"exp":2082758400}',
    ).toString('base64url'),
    '.Qm7xT2vLc9KdWz4RbHn8JfYp1SgAe6UoXi3MtBq5VrE',
  ),
  databaseUrl: invented('postgres', '://shop:', 'Wq7-tLm29xKv', '@db.internal.example:5432/shop'),
}

const anonymous = [
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
  Buffer.from('{"iss":"supabase","ref":"kqzvwxyrtplmnbhj","role":"anon","iat":1767225600,"exp":2082758400}').toString(
    'base64url',
  ),
  'Lw3xV8pTq5ZkRb2NcHd9JyFm6SgUe1AoXi4KtWv7BrM',
].join('.')

const octets = (body: string | Buffer): LabPage => ({ headers: [['content-type', 'application/octet-stream']], body })
const text = (body: string): LabPage => ({ headers: [['content-type', 'text/plain']], body })

const shell = (id: string) =>
  html({
    title: 'Planner',
    head: ASSETS,
    body: '<div id="root"></div><noscript>The planner needs JavaScript. Sign in to see your week.</noscript>',
  }).replace('</head>', `<link rel="canonical" href="https://${domainOf(id)}/"></head>`)

const singlePage = labSite({
  id: 'spa',
  about: 'every path answers 200 with the shell of the application',
  apex: {
    https: front(
      site(
        { ...goodPages(domainOf('spa')), '/': file(HTML, shell('spa'), REVALIDATE) },
        file(HTML, shell('spa'), REVALIDATE),
      ),
    ),
  },
  urls: [
    { url: `https://${domainOf('spa')}/`, purpose: 'homepage' },
    { url: `https://${domainOf('spa')}/login`, purpose: 'login' },
  ],
  expect: { 'health-endpoint': ['pass', 'warn'], 'page-not-blank': ['pass', 'warn'] },
})

const decoy = labSite({
  id: 'decoy',
  about: 'every path that begins with a dot answers the same invented settings',
  apex: {
    https: front((request) =>
      request.path.startsWith('/.')
        ? text('ALPHA_SETTING=1\nBETA_SETTING=2\nGAMMA_TOKEN=3\n')
        : site(goodPages(domainOf('decoy')))(request),
    ),
  },
  expect: { 'exposed-env': 'unknown', 'exposed-vcs': ['pass', 'unknown'], 'exposed-files': ['pass', 'unknown'] },
})

const environment = `# production
NODE_ENV=production
DATABASE_URL=${PLANTED.databaseUrl}
STRIPE_SECRET_KEY=${PLANTED.stripe}
NEXT_PUBLIC_SITE_URL=https://${domainOf('envleak')}
`

/** A zip archive with one small file (APPNOTE 4.3), enough for its magic number to be honest. */
function zip(name: string, content: string): Buffer {
  const packed = deflateRawSync(content)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(content.length, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, Buffer.from(name), packed])
}

const leaking = labSite({
  id: 'envleak',
  about: 'settings, repository, dump and archive lie in the web root',
  pages: {
    '/.env': octets(environment),
    '/.git/HEAD': octets('ref: refs/heads/main\n'),
    '/.git/config': octets('[core]\n\trepositoryformatversion = 0\n\tbare = false\n'),
    '/dump.sql': octets('-- PostgreSQL database dump\nCREATE TABLE customers (id integer);\n'),
    '/backup.zip': octets(zip('site/index.html', '<h1>Plan your week</h1>')),
    '/.DS_Store': octets(Buffer.from('0000000142756431', 'hex')),
  },
  expect: { 'exposed-env': 'fail', 'exposed-vcs': 'fail', 'exposed-files': 'fail' },
})

const example = labSite({
  id: 'envexample',
  about: 'the template of the settings lies in the web root, without values',
  pages: { '/.env.example': text('DATABASE_URL=your-database-url\nSTRIPE_SECRET_KEY=changeme\nPORT=3000\n') },
  expect: { 'exposed-env': 'warn' },
})

const harmless = labSite({
  id: 'packagejson',
  about: 'the package list lies in the web root',
  pages: { '/package.json': file(JSON_TYPE, '{"name":"planner","dependencies":{"react":"19.0.0"}}', 'no-cache') },
  expect: { 'exposed-files': 'warn' },
})

const forbidden = labSite({
  id: 'forbidden',
  about: 'dot files are denied, an article talks about them',
  apex: {
    https: front((request) =>
      request.path.startsWith('/.')
        ? { status: 403, headers: [['content-type', HTML]], body: html({ title: 'Forbidden', body: '<h1>403</h1>' }) }
        : site({
            ...goodPages(domainOf('forbidden')),
            '/env.js': file(
              HTML,
              html({ title: 'Settings', body: '<pre>SECRET_KEY=abc\nDATABASE_URL=postgres</pre>' }),
              REVALIDATE,
            ),
          })(request),
    ),
  },
})

const bundleScript = `const pay=${JSON.stringify(PLANTED.stripe)};
const db=createClient("https://kqzvwxyrtplmnbhj.supabase.co",${JSON.stringify(PLANTED.serviceRole)});
const open=createClient("https://kqzvwxyrtplmnbhj.supabase.co",${JSON.stringify(anonymous)});
const firebase={apiKey:"${invented('AIza', 'SyB7kq2XzTd4mv9RwLc8nx4QpZfTg1HjKsE')}",authDomain:"planner.firebaseapp.com",projectId:"planner"};
// Documentation: use ${invented('sk_', 'live_', '...')} here, or ${invented('AKIA', 'IOSFODNN7EXAMPLE')}
`

const bundle = labSite({
  id: 'bundle',
  about: 'two server-side keys in the script, beside keys that are public by design',
  pages: { [SCRIPT_PATH]: file(SCRIPT, bundleScript, IMMUTABLE) },
  expect: { 'public-bundle-secrets': 'fail' },
})

const publicKeys = labSite({
  id: 'publickeys',
  about: 'only keys that are public by design',
  pages: {
    [SCRIPT_PATH]: file(
      SCRIPT,
      `const open=createClient("https://kqzvwxyrtplmnbhj.supabase.co",${JSON.stringify(anonymous)});const pay="${invented('pk_', 'live_', '51Qx8LrTfVw0ZbNc7YdKm3EuHg9PaSi')}";`,
      IMMUTABLE,
    ),
  },
})

const inline = labSite({
  id: 'inlinekey',
  about: 'a server-side key in the data of the page itself',
  pages: {
    '/': file(
      HTML,
      homeText(
        domainOf('inlinekey'),
        `<script id="__NEXT_DATA__" type="application/json">{"props":{"key":${JSON.stringify(PLANTED.stripe)}}}</script>`,
      ),
      REVALIDATE,
    ),
  },
  expect: { 'public-bundle-secrets': 'fail' },
})

const appLeak = labSite({
  id: 'appleak',
  about: 'only the application host shows its repository',
  more: [
    {
      role: 'app',
      host: appHost(domainOf('appleak'), {
        https: front(site({ ...goodPages(domainOf('appleak')), '/.git/HEAD': octets('ref: refs/heads/main\n') })),
      }),
    },
  ],
  expect: { 'exposed-vcs': 'fail' },
})

export const exposureSites: LabSite[] = [
  singlePage,
  decoy,
  leaking,
  example,
  harmless,
  forbidden,
  bundle,
  publicKeys,
  inline,
  appLeak,
]
