import { expect, test } from 'vitest'
import type { HeaderList } from '../http-types'
import { detectBotWall } from './bot-wall'

type Row = {
  title: string
  status: number
  headers?: HeaderList
  text?: string
  firstOfHost?: boolean
  by: string | null
}

const page = (title: string, body = '') => `<html><head><title>${title}</title></head><body>${body}</body></html>`

const rows: Row[] = [
  { title: 'Cloudflare says so itself', status: 403, headers: [['cf-mitigated', 'challenge']], by: 'cloudflare' },
  {
    title: 'Cloudflare interstitial',
    status: 503,
    headers: [['Server', 'cloudflare']],
    text: page('Just a moment...'),
    by: 'cloudflare',
  },
  {
    title: 'the same title on an ordinary page',
    status: 200,
    headers: [['server', 'cloudflare']],
    text: page('Just a moment...'),
    by: null,
  },
  { title: 'Vercel mitigation', status: 403, headers: [['x-vercel-mitigated', 'challenge']], by: 'vercel' },
  { title: 'AWS WAF', status: 202, headers: [['x-amzn-waf-action', 'challenge']], by: 'aws-waf' },
  {
    title: 'Akamai',
    status: 403,
    text: page('Access Denied', 'Reference #18.2d351ab8.1557333295.a4e16ab'),
    by: 'akamai',
  },
  {
    title: 'an access page of the site itself',
    status: 403,
    text: page('Access Denied', 'Ask your administrator'),
    by: null,
  },
  {
    title: 'Imperva in place of a page',
    status: 200,
    text: '<html><script src="/_Incapsula_Resource?x=1"></script></html>',
    by: 'imperva',
  },
  {
    title: 'Imperva script inside a real page',
    status: 200,
    text: page('Shop', `${'x'.repeat(9000)}<script src="/_Incapsula_Resource"></script>`),
    by: null,
  },
  { title: 'DataDome', status: 403, headers: [['x-datadome', 'protected']], by: 'datadome' },
  { title: 'DataDome lets us through', status: 200, headers: [['x-datadome', 'protected']], by: null },
  { title: 'Sucuri', status: 403, text: page('Blocked', 'Sucuri WebSite Firewall - Access Denied'), by: 'sucuri' },
  { title: '429 at the very first request', status: 429, firstOfHost: true, by: 'rate-limit' },
  { title: '429 after other answers', status: 429, by: null },
  {
    title: 'a policy and a body that mention captchas',
    status: 200,
    headers: [['content-security-policy', 'script-src cdnjs.cloudflare.com www.google.com/recaptcha/']],
    text: page('Shop', '<a href="/captcha">captcha</a> Just a moment'),
    by: null,
  },
]

test.each(rows)('$title', ({ status, headers = [], text = '', firstOfHost = false, by }) => {
  expect(detectBotWall({ status, headers, text, firstOfHost })?.by ?? null).toBe(by)
})

test('the sign is short whatever the server sends', () => {
  const wall = detectBotWall({
    status: 403,
    headers: [['x-vercel-mitigated', 'x'.repeat(5000)]],
    text: '',
    firstOfHost: false,
  })
  expect(wall?.sign.length).toBeLessThanOrEqual(120)
})
