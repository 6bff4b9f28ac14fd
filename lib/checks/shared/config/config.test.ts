import { describe, expect, it } from 'vitest'
import { compressionVariants } from './compression'
import { cookieVariants } from './cookies'
import { corsVariants } from './cors'
import { type FixVariant, headerVariants } from './headers'
import { originLockVariants } from './origin-lock'
import { hostRedirectVariants, secureRedirectVariants } from './redirects'
import { oneSpellingVariants } from './slash'
import { throttleVariants } from './throttle'

const COMMON = ['Cloudflare', 'Vercel', 'Netlify', 'nginx', 'Next.js', 'Express', 'Rails', 'Django']

const header = { host: 'acme.io', path: '/login', headers: [['Cache-Control', 'private, no-store']] } as const
const limit = {
  host: 'app.acme.io',
  path: '/login',
  method: 'POST',
  limit: 5,
  windowSeconds: 60,
  name: 'login',
} as const
const cors = { host: 'api.acme.io', origins: ['https://app.acme.io'], methods: ['GET'], headers: ['Authorization'] }

const generated: readonly (readonly [string, FixVariant[], string])[] = [
  ['headers of one path', headerVariants(header), '/login'],
  ['headers of a folder', headerVariants({ ...header, path: '/assets/*' }), '/assets/'],
  ['headers of a host', headerVariants({ host: 'acme.io', headers: [['X-Frame-Options', 'DENY']] }), 'DENY'],
  ['limits', throttleVariants(limit), '/login'],
  ['allowed origins', corsVariants(cors), 'app\\.acme\\.io'],
  ['http to https', secureRedirectVariants('acme.io'), 'acme.io'],
  ['host to host', hostRedirectVariants('www.acme.io', 'acme.io'), 'acme.io'],
  ['one spelling', oneSpellingVariants('acme.io'), 'permanent'],
  ['cookies', cookieVariants({ name: 'session', hidden: true, sameSite: 'lax' }), 'session'],
  ['compression', compressionVariants('acme.io'), 'gzip'],
]

describe('configuration made for a project', () => {
  it.each(generated)('%s: the common platforms, servers and frameworks first, in one order', (_, variants) => {
    expect(variants.map(({ provider }) => provider).slice(0, COMMON.length)).toEqual(COMMON)
    expect(new Set(variants.map(({ provider }) => provider)).size).toBe(variants.length)
    for (const { steps } of variants) expect(steps.length).toBeGreaterThan(0)
  })

  it.each(generated)('%s: the values of the project are in the lines to copy', (_, variants, value) => {
    const nginx = variants.find(({ provider }) => provider === 'nginx')?.snippet?.code ?? ''
    expect(nginx).toContain(value)
  })

  it('names the ranges of the network in front to the firewall', () => {
    const code = originLockVariants('acme.io', 'cloudflare').map(({ snippet }) => snippet?.code ?? '')
    expect(code.join('\n')).toContain('104.16.0.0/13')
    expect(originLockVariants('acme.io', 'akamai').length).toBeGreaterThan(3)
  })

  it('limits by what the surface can bear', () => {
    const all = throttleVariants(limit).map(({ snippet, steps }) => `${steps.join(' ')} ${snippet?.code ?? ''}`)
    expect(all.filter((text) => text.includes('/login')).length).toBeGreaterThanOrEqual(7)
    expect(all.find((text) => text.includes('limit_req'))).toContain('limit_req_status 429;')
  })
})
