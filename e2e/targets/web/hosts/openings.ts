import { appHost, domainOf, front, goodPages, host, labSite, SCRIPT_PATH, STYLE_PATH } from '../baseline'
import { file, HTML, html, IMMUTABLE, JSON_TYPE, REVALIDATE, SCRIPT, STYLE, site } from '../content'
import type { LabPage, LabSite } from '../types'
import { PLANTED } from './exposures'

const octets = (body: string | Buffer): LabPage => ({ headers: [['content-type', 'application/octet-stream']], body })
const text = (body: string): LabPage => ({ headers: [['content-type', 'text/plain']], body })
const page = (title: string, body: string, status = 200): LabPage => ({
  status,
  headers: [['content-type', HTML]],
  body: html({ title, body }),
})
const json = (value: unknown): LabPage => file(JSON_TYPE, JSON.stringify(value), 'no-store')

const map = (content: string) =>
  JSON.stringify({
    version: 3,
    file: 'index.js',
    sources: ['src/main.ts', 'node_modules/react/index.js'],
    sourcesContent: [content, ''],
    names: [],
    mappings: 'AAAA;AACA',
  })
const named = (path: string) => `console.log("ready")\n//# sourceMappingURL=${path}\n`
const MAP_NAME = 'index-B7kq2XzT.js.map'
const MAP_PATH = `/assets/${MAP_NAME}`

const maps: LabSite[] = [
  labSite({
    id: 'maps',
    about: 'script and style sheet come with maps and their original text',
    pages: {
      [SCRIPT_PATH]: file(SCRIPT, named(MAP_NAME), IMMUTABLE),
      [STYLE_PATH]: file(STYLE, 'a{color:red}\n/*# sourceMappingURL=index.css.map */', IMMUTABLE),
      [MAP_PATH]: file(JSON_TYPE, map('export const year = 2026\n'), IMMUTABLE),
    },
    expect: { 'exposed-source-maps': { verdict: 'warn', code: 'readable' } },
  }),
  labSite({
    id: 'mapsecret',
    about: 'the original text in the map holds a key',
    pages: {
      [SCRIPT_PATH]: file(SCRIPT, named(MAP_PATH), IMMUTABLE),
      [MAP_PATH]: octets(map(`// rotate this soon\nconst stripe = ${JSON.stringify(PLANTED.stripe)}\n`)),
    },
    expect: { 'exposed-source-maps': { verdict: 'fail', code: 'secret' } },
  }),
  labSite({
    id: 'mapgone',
    about: 'the script names a map that is not there',
    pages: { [SCRIPT_PATH]: file(SCRIPT, named(MAP_NAME), IMMUTABLE) },
  }),
  labSite({
    id: 'mapinline',
    about: 'the map stands in the script itself',
    pages: {
      [SCRIPT_PATH]: file(
        SCRIPT,
        named(`data:application/json;base64,${Buffer.from(map('let a = 1')).toString('base64')}`),
        IMMUTABLE,
      ),
    },
    expect: { 'exposed-source-maps': 'warn' },
  }),
  labSite({
    id: 'mapheader',
    about: 'a header names the map',
    pages: {
      [SCRIPT_PATH]: file(SCRIPT, 'console.log(1)', IMMUTABLE, [['sourcemap', MAP_PATH]]),
      [MAP_PATH]: file(JSON_TYPE, map('let a = 1'), IMMUTABLE),
    },
    expect: { 'exposed-source-maps': 'warn' },
  }),
]

const debug: LabSite[] = [
  labSite({
    id: 'actuator',
    about: 'management pages of Spring Boot are open, the memory included',
    pages: {
      '/actuator/env': json({ activeProfiles: ['prod'], propertySources: [{ name: 'systemProperties' }] }),
      '/actuator/heapdump': octets(`JAVA PROFILE 1.0.2\0${'x'.repeat(2000)}`),
    },
    expect: { 'debug-endpoints': { verdict: 'fail', code: 'open' } },
  }),
  labSite({
    id: 'metricstext',
    about: 'metrics for Prometheus are open',
    pages: { '/metrics': text('# HELP up Up\n# TYPE up gauge\nup 1\n') },
    expect: { 'debug-endpoints': { verdict: 'warn', code: 'told' } },
  }),
  labSite({
    id: 'phpinfo',
    about: 'a page prints every setting of PHP',
    pages: { '/phpinfo.php': page('PHP 8.3.1 - phpinfo()', '<h1 class="p">PHP Version 8.3.1</h1>') },
    expect: { 'debug-endpoints': 'fail' },
  }),
  labSite({
    id: 'introspection',
    about: 'the API explains its whole schema to strangers',
    pages: {
      '/graphql': ({ query }) =>
        query.includes('__schema')
          ? json({ data: { __schema: { queryType: { name: 'Query' } } } })
          : { status: 400, headers: [['content-type', JSON_TYPE]], body: '{"errors":[]}' },
    },
    expect: { 'debug-endpoints': 'warn' },
  }),
  labSite({
    id: 'noschema',
    about: 'the API refuses to explain itself',
    pages: { '/graphql': json({ errors: [{ extensions: { code: 'INTROSPECTION_DISABLED' } }] }) },
  }),
  labSite({
    id: 'spametrics',
    about: 'the application has pages called metrics and console',
    pages: {
      '/metrics': page('Metrics: your week in numbers', '<main><h1>Metrics</h1><p># HELP is here</p></main>'),
      '/console': page('Console', '<main><h1>Console</h1></main>'),
    },
  }),
  labSite({
    id: 'laravel',
    about: 'the debug view of Laravel is open, seen because the site shows what it runs',
    pages: {
      '/': ({ host: name }) => ({
        headers: [
          ['content-type', HTML],
          ['cache-control', 'private, no-store'],
          ['set-cookie', 'laravel_session=7f3c1b9a5d2e4f60; Path=/; HttpOnly; Secure; SameSite=Lax'],
        ],
        body: html({
          title: `${name}: plan`,
          body: '<main><h1>Plan your week</h1><p>Sign in to go on with it.</p></main>',
        }),
      }),
      '/telescope/requests': page('Telescope - Requests', '<div id="telescope"></div>'),
    },
    expect: { 'debug-endpoints': 'fail', 'share-preview': 'warn' },
  }),
]

const listing = (title: string, ...names: string[]) =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1><pre><a href="../">../</a>\n${names.map((name) => `<a href="${name}">${name}</a>`).join('\n')}</pre></body></html>`

const listings: LabSite[] = [
  labSite({
    id: 'listing',
    about: 'the server lists a folder with a database dump',
    pages: {
      '/assets/': { headers: [['content-type', HTML]], body: listing('Index of /assets/', 'index.js', 'db.sql') },
    },
    expect: { 'directory-listing': { verdict: 'fail', code: 'private' } },
  }),
  labSite({
    id: 'pictures',
    about: 'the server lists a folder with pictures',
    pages: {
      '/uploads/': { headers: [['content-type', HTML]], body: listing('Index of /uploads/', 'a.png', 'b.png') },
    },
    expect: { 'directory-listing': { verdict: 'warn', code: 'listed' } },
  }),
  labSite({
    id: 'articles',
    about: 'a page is titled like a list of files',
    pages: { '/files/': page('Index of articles', '<main><h1>Articles</h1><a href="../">Up</a></main>') },
  }),
  labSite({
    id: 'bucket',
    about: 'the bucket behind the files names what is in it',
    more: [
      {
        role: 'assets',
        host: host(`assets.${domainOf('bucket')}`, () => ({
          headers: [['content-type', 'application/xml']],
          body: '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Contents><Key>export/customers.csv</Key></Contents></ListBucketResult>',
        })),
      },
    ],
    // The list comes for every name, also for invented ones: what is there cannot be told apart.
    expect: { 'directory-listing': ['fail', 'unknown'] },
  }),
]

const DJANGO =
  '<title>Page not found at /x</title><div id="summary"><h1>Page not found</h1></div><div id="explanation"><p>You\'re seeing this error because you have <code>DEBUG = True</code> in your Django settings file.</p></div>'
const failing = (id: string, answer: LabPage): LabSite['hosts'][number]['https'] =>
  front(site(goodPages(domainOf(id)), answer))

const errors: LabSite[] = [
  labSite({
    id: 'djangodebug',
    about: 'missing pages show the debug page of Django',
    apex: {
      https: failing('djangodebug', {
        status: 404,
        headers: [['content-type', HTML]],
        body: `${'<!-- styles -->'.repeat(2500)}${DJANGO}`,
      }),
    },
    expect: { 'error-leak': { verdict: 'fail', code: 'debug' }, 'not-found-page': 'warn' },
  }),
  labSite({
    id: 'expressget',
    about: 'Express says which address it cannot get',
    apex: {
      https: front((request) =>
        site(goodPages(domainOf('expressget')), {
          status: 404,
          headers: [['content-type', HTML]],
          body: `<pre>Cannot GET ${request.path}</pre>`,
        })(request),
      ),
    },
    expect: { 'not-found-page': { verdict: 'warn', code: 'bare' } },
  }),
  labSite({
    id: 'nginxversion',
    about: 'the error page of nginx names its version',
    apex: {
      https: failing('nginxversion', {
        status: 404,
        headers: [['content-type', HTML]],
        body: '<html><body><center><h1>404 Not Found</h1></center><hr><center>nginx/1.22.1</center></body></html>',
      }),
    },
    expect: { 'error-leak': { verdict: 'warn', code: 'version' }, 'not-found-page': 'warn' },
  }),
  labSite({
    id: 'prismaerror',
    about: 'the app answers unknown addresses with the error of its database client',
    more: [
      {
        role: 'app',
        host: appHost(domainOf('prismaerror'), {
          https: front(
            site(goodPages(domainOf('prismaerror')), {
              status: 404,
              headers: [['content-type', JSON_TYPE]],
              body: '{"message":"PrismaClientKnownRequestError: Invalid `prisma.page.findFirst()` invocation in /usr/src/app/page.ts"}',
            }),
          ),
        }),
      },
    ],
    expect: { 'error-leak': { verdict: 'fail', code: 'internals' }, 'share-preview': 'pass' },
  }),
  labSite({
    id: 'soft404',
    about: 'missing pages show the start page with status 200, code samples included',
    apex: {
      https: front(
        site(
          goodPages(domainOf('soft404')),
          file(
            HTML,
            html({
              title: 'Plan your week',
              body: '<main><h1>Plan</h1><p>Everything at one place.</p><a href="/">Home</a></main>',
            }),
            REVALIDATE,
          ),
        ),
      ),
    },
    expect: { 'not-found-page': { verdict: 'warn', code: 'soft' } },
  }),
]

/** Sites whose mistake is a page, folder, map or error that strangers should not see. */
export const openingSites: LabSite[] = [...maps, ...debug, ...listings, ...errors]
