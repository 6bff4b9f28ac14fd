import type { ErrorAnswer } from '../evidence/web-errors'
import check from './error-leak'
import { cases, settled, timedOut } from './shared/cases'
import { readErrorSigns } from './shared/error-signs'
import { errorAnswer, errorsOf } from './shared/errors-given'

const notAllowed = settled({ status: 'absent', reason: 'needs-permission' })
const answer = (text: string, change: Partial<ErrorAnswer> = {}) =>
  errorAnswer({ signs: readErrorSigns(text), bytes: text.length, ...change })
const given = (text: string, change: Partial<ErrorAnswer> = {}) => ({
  errors: errorsOf([answer(text, change)]),
  faults: notAllowed,
})

const EXPRESS = `<pre>Error: boom<br> &nbsp; &nbsp;at Layer.handle (/srv/app/router/layer.js:95:5)<br> at next (/srv/app/router/route.js:149:13)</pre>`

cases(check, {
  'debug page of Django': {
    given: given("<p>You're seeing this error because you have <code>DEBUG = True</code></p>"),
    verdict: 'fail',
    codes: ['debug'],
    says: ['Django'],
  },
  'debugger of Werkzeug': {
    given: given('<title>KeyError // Werkzeug Debugger</title>', { status: 500 }),
    verdict: 'fail',
  },
  'Express says what it cannot get': { given: given('<pre>Cannot GET /lr-1</pre>'), verdict: 'pass', codes: ['clear'] },
  'Express prints the list of calls': { given: given(EXPRESS, { status: 500 }), verdict: 'fail', codes: ['internals'] },
  'nginx page with its version': {
    given: given('<center><h1>404 Not Found</h1></center><hr><center>nginx/1.22.1</center>'),
    verdict: 'warn',
    codes: ['version'],
  },
  'Jetty page with its version': {
    given: given('<hr/><a href="https://jetty.org/">Powered by Jetty:// 12.0.14</a>'),
    verdict: 'warn',
    codes: ['version'],
    says: ['Jetty'],
  },
  'nginx page without version': { given: given('<hr><center>nginx</center>'), verdict: 'pass' },
  'message of the database client as data': {
    given: given('{"message":"PrismaClientKnownRequestError: Invalid invocation"}', { status: 500, html: false }),
    verdict: 'fail',
  },
  'message of the database': {
    given: given('SQLSTATE[42S02]: Base table not found', { status: 500 }),
    verdict: 'fail',
  },
  'stack trace of Java': {
    given: given('java.lang.NullPointerException: x\n\tat io.acme.A.b(A.java:3)'),
    verdict: 'fail',
  },
  'stack trace of Go': { given: given('goroutine 12 [running]:'), verdict: 'fail' },
  'path of the server': { given: given('not found: /var/www/acme/public/lr.php'), verdict: 'fail' },
  'page of Next.js': { given: given('<h1>404</h1><h2>This page could not be found.</h2>'), verdict: 'pass' },
  'links to folders called home': {
    given: given('<a href="/home/team/">Team</a><script src="/node_modules/x.js">'),
    verdict: 'pass',
  },
  'ordinary page that quotes an error': {
    given: {
      errors: errorsOf([errorAnswer()]),
      faults: {
        hosts: [
          {
            host: 'acme.io',
            origin: 'https://acme.io',
            answers: [answer('/var/www/x.php', { shape: 'parameter', status: 200 })],
          },
        ],
      },
    },
    verdict: 'pass',
  },
  'malformed request that ends in a stack trace': {
    given: {
      errors: errorsOf([errorAnswer()]),
      faults: {
        hosts: [
          {
            host: 'acme.io',
            origin: 'https://acme.io',
            answers: [answer('Traceback (most recent call last)', { shape: 'bytes', path: '/%c0', status: 500 })],
          },
        ],
      },
    },
    verdict: 'fail',
    codes: ['internals'],
  },
  'host that only redirects': {
    given: {
      errors: errorsOf([errorAnswer({ shape: 'dot', status: 301 })], { state: 'redirects' }),
      faults: notAllowed,
    },
    verdict: 'pass',
    codes: ['redirects'],
  },
  'refused as a bot': {
    given: { errors: errorsOf([], { state: 'wall' }), faults: notAllowed },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'one answer is missing': {
    given: {
      errors: errorsOf([errorAnswer(), errorAnswer({ shape: 'file', outcome: 'failed', status: null })]),
      faults: notAllowed,
    },
    verdict: 'unknown',
  },
  'no web host': { given: { errors: { hosts: [] }, faults: notAllowed }, verdict: 'not-applicable', codes: ['none'] },
  'evidence timed out': { given: { errors: timedOut(), faults: notAllowed }, verdict: 'unknown' },
})
