import { expect, it } from 'vitest'
import { outageCause } from './outage-cause'
import { webHop } from './web-test-kit'

const hop = (status: number, headers: [string, string][] = []) => webHop('https://acme.io/', { status, headers })

it.each([
  ['522 from Cloudflare', hop(522, [['Server', 'cloudflare']]), 'edge', 'cannot reach your server'],
  ['530 with a ray id', hop(530, [['CF-Ray', '8f']]), 'edge', 'tunnel'],
  ['522 without Cloudflare', hop(522), 'application', '522'],
  ['missing deployment', hop(404, [['x-vercel-error', 'DEPLOYMENT_NOT_FOUND']]), 'platform', 'no deployment'],
  ['unheard of Vercel error', hop(500, [['x-vercel-error', 'NEW']]), 'platform', 'NEW'],
  ['502', hop(502), 'server', 'no valid answer'],
  ['504 behind Cloudflare', hop(504, [['server', 'cloudflare']]), 'server', 'too long'],
  ['500', hop(500), 'application', '500'],
])('%s', (_, given, layer, words) => {
  const cause = outageCause(given)
  expect(cause.layer).toBe(layer)
  expect(cause.sentence).toContain(words)
  expect(cause.step).not.toBe('')
})
