import { describe, expect, it } from 'vitest'
import type { ExposedBody } from './body'
import { exposureProbes } from './probes'
import { recognise, type SignatureId } from './signatures'
import { stacksOf } from './stack'

function body(text: string, contentType = 'text/html'): ExposedBody {
  return { text, head: Buffer.from(text).subarray(0, 512).toString('hex'), contentType, contentEncoding: '' }
}
const json = (value: unknown) => body(JSON.stringify(value), 'application/json')
const page = (title: string, rest = '') => body(`<!doctype html><title>${title}</title>${rest}`)

describe('debug and administration pages', () => {
  it.each<[string, SignatureId, ExposedBody, string | undefined]>([
    ['settings of Spring Boot', 'actuator-env', json({ activeProfiles: [], propertySources: [] }), 'high'],
    ['words about them in a page', 'actuator-env', page('Docs', '{"propertySources": []}'), undefined],
    ['list of management pages', 'actuator', json({ _links: { self: { href: '/actuator' } } }), 'medium'],
    ['phpinfo', 'phpinfo', page('PHP 8.3 - phpinfo()', '<h1>PHP Version 8.3.1</h1>'), 'high'],
    ['article about phpinfo', 'phpinfo', page('What phpinfo() tells'), undefined],
    ['Prometheus text', 'metrics', body('# HELP up Up\n# TYPE up gauge\nup 1\n', 'text/plain'), 'medium'],
    ['page of an application called metrics', 'metrics', page('Metrics', '<div id=root></div>'), undefined],
    ['status of Apache', 'server-status', page('Apache Status', '<h1>Apache Server Status for a.io</h1>'), 'medium'],
    ['profiler of Go', 'pprof', page('/debug/pprof/', '<p>Types of profiles available:</p>'), 'medium'],
    [
      'console of Werkzeug',
      'python-console',
      page('Console', '<h1>Interactive Console</h1><script>EVALEX = true'),
      'blocker',
    ],
    ['page of an application called console', 'python-console', page('Console'), undefined],
    [
      'Adminer with login',
      'adminer',
      page('Login - Adminer', '<input name="auth[password]" type="password">'),
      'medium',
    ],
    ['phpMyAdmin without login', 'phpmyadmin', page('db / localhost | phpMyAdmin 5.2', '<div>users</div>'), 'blocker'],
    ['introspection', 'introspection', json({ data: { __schema: { queryType: { name: 'Query' } } } }), 'medium'],
    [
      'introspection switched off',
      'introspection',
      json({ errors: [{ extensions: { code: 'INTROSPECTION_DISABLED' } }] }),
      undefined,
    ],
    ['description of the API', 'openapi', json({ openapi: '3.1.0', paths: {} }), 'low'],
    ['FastAPI documentation', 'api-docs', page('Shop - Swagger UI'), 'low'],
    ['documentation of the product', 'api-docs', page('Getting started'), undefined],
    ['Laravel Telescope', 'telescope', page('Telescope - Requests'), 'high'],
    ['Ignition that runs code', 'ignition', json({ can_execute_commands: true }), 'high'],
    ['Ignition that does not', 'ignition', json({ can_execute_commands: false }), undefined],
    [
      'copy of the memory',
      'heapdump',
      { text: null, head: Buffer.from('JAVA PROFILE 1.0').toString('hex'), contentType: '', contentEncoding: '' },
      'blocker',
    ],
    [
      'list of nginx with a dump',
      'listing',
      page('Index of /files/', '<a href="../">../</a><a href="db.sql">db.sql</a>'),
      'high',
    ],
    [
      'list of Apache with pictures',
      'listing',
      page('Index of /img', '<a href="/">Parent Directory</a><a href="a.png">a</a>'),
      'medium',
    ],
    ['article called index', 'listing', page('Index of articles', '<a href="../">up</a>'), undefined],
    [
      'list of a bucket',
      'listing',
      body('<?xml version="1.0"?><ListBucketResult><Key>export.csv</Key></ListBucketResult>', 'application/xml'),
      'high',
    ],
    ['list of Python', 'listing', page('Directory listing for /a/', '<a href="b.txt">b.txt</a>'), 'medium'],
  ])('%s', (_, id, given, level) => {
    expect(recognise(id, given)?.level).toBe(level)
  })

  it('lists names without paths, private ones first, and survives broken escapes', () => {
    const listed = page(
      'Index of /x/',
      '<a href="../">../</a><a href="%E0%A4%A">x</a><a href="/x/users%20old.csv">u</a>',
    )
    expect(recognise('listing', listed)?.names).toEqual(['users old.csv'])
  })

  it('stays quick on hostile text', () => {
    const text = `<title>Index of /${'a'.repeat(8000)}`
    const hostile = [text, '<a href="'.repeat(900), `<meta name="robots"${' '.repeat(7000)}`, '('.repeat(8000)]
    for (const one of hostile) expect(recognise('listing', body(one))).toBeUndefined()
  })
})

describe('which paths a stack is asked for', () => {
  const paths = (...stacks: Parameters<typeof stacksOf>[0]['headers'][number][]) =>
    exposureProbes({ label: 'acme', stacks: stacksOf({ headers: stacks, cookies: [], loads: [], generator: '' }) }).map(
      ({ path }) => path,
    )

  it('asks a Next.js host for nothing of PHP, Java or .NET', () => {
    const asked = paths(['x-powered-by', 'Next.js'])
    for (const foreign of ['/phpinfo.php', '/actuator/env', '/elmah.axd', '/wp-config.php.bak', '/adminer.php'])
      expect(asked).not.toContain(foreign)
    expect(asked).toContain('/.next/required-server-files.json')
  })
  it('asks a Laravel host for its own debug pages', () => {
    const stacks = stacksOf({ headers: [], cookies: ['laravel_session'], loads: [], generator: '' })
    expect(exposureProbes({ label: 'acme', stacks }).map(({ path }) => path)).toContain('/telescope/requests')
  })
  it('knows WordPress by its files', () => {
    const stacks = stacksOf({ headers: [], cookies: [], loads: ['https://acme.io/wp-content/a.js'], generator: '' })
    expect(stacks).toEqual(['php', 'wordpress'])
  })
  it('asks everything where nothing is known, also behind a front server', () => {
    expect(paths(['server', 'Apache'])).toEqual(paths())
    expect(paths()).toEqual(expect.arrayContaining(['/phpinfo.php', '/actuator/env', '/console']))
  })
  it('asks for hidden files below the folder of the application too', () => {
    const asked = exposureProbes({ label: 'acme', base: '/shop/' }).map(({ path }) => path)
    expect(asked.slice(0, 20)).toEqual(expect.arrayContaining(['/shop/.env', '/shop/.git/HEAD']))
  })
  it('asks for the folders of observed files first, at most eight', () => {
    const folders = Array.from({ length: 12 }, (_, index) => `/f${index}/`)
    const asked = exposureProbes({ label: 'acme', folders }).filter(({ group }) => group === 'listing')
    expect(asked.map(({ path }) => path).slice(0, 2)).toEqual(['/f0/', '/uploads/'])
    expect(asked.length).toBeLessThanOrEqual(8)
  })
})
