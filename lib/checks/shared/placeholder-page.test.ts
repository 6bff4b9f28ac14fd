import { expect, it } from 'vitest'
import { placeholderFacts, placeholderOf } from './placeholder-page'

const look = (part: Partial<Parameters<typeof placeholderOf>[0]>) => ({
  status: 200,
  title: '',
  text: '',
  headers: [],
  ...part,
})

it.each([
  ['nginx', { title: 'Welcome to nginx!' }, 'nginx-welcome'],
  ['Ubuntu Apache', { title: 'Apache2 Ubuntu Default Page: It works' }, 'apache-default'],
  ['bare Apache', { text: '<html><body><h1>It works!</h1></body></html>\n' }, 'apache-default'],
  ['listing', { title: 'Index of /' }, 'directory-listing'],
  [
    'Vercel',
    { status: 404, headers: [['X-Vercel-Error', 'DEPLOYMENT_NOT_FOUND']] as [string, string][] },
    'vercel-not-found',
  ],
  [
    'a function at Vercel that ran out of time',
    { status: 504, headers: [['x-vercel-error', 'FUNCTION_INVOCATION_TIMEOUT']] as [string, string][] },
    null,
  ],
  ['bucket', { text: '<?xml version="1.0"?><Error><Code>NoSuchBucket</Code></Error>' }, 's3-no-bucket'],
  ['GitHub Pages', { title: 'Site not found · GitHub Pages' }, 'github-pages-missing'],
  ['Fastly', { text: 'Fastly error: unknown domain: a.io. Please check.' }, 'fastly-unknown'],
  ['Netlify', { text: 'Not Found - Request ID: 01ABC' }, 'netlify-missing'],
  ['Heroku', { title: 'No such app' }, 'heroku-no-app'],
  ['parking', { title: 'acme.io - this domain is for sale' }, 'parked'],
  ['a product', { title: 'Acme: payroll for bakeries', text: '<h1>We host nginx</h1>' }, null],
  ['a blog about a bucket error', { text: `<Code>NoSuchBucket</Code>${'x'.repeat(30_000)}` }, null],
  ['a guide titled like an error', { title: 'How to fix "Application error" on Heroku' }, null],
])('%s', (_, part, wanted) => expect(placeholderOf(look(part))).toBe(wanted))

it('knows which pages may be claimed by a stranger', () => {
  expect(placeholderFacts('s3-no-bucket').takeover).toBe(true)
  expect(placeholderFacts('nginx-welcome')).toEqual({ label: 'the default page of nginx', takeover: false })
})
