import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_PORTS } from '../../../lib/collect/shared/ports'
import { RATE_RULES, type RateRules } from '../../../lib/collect/shared/rate/burst'
import { rateCollector } from '../../../lib/collect/shared/rate/collector'
import { forgetBursts } from '../../../lib/collect/shared/rate/memory'
import type { AnyCollector } from '../../../lib/engine/collector'
import {
  type RateSurface,
  webRateLogin,
  webRatePasswordReset,
  webRatePublicApi,
  webRateSignup,
  webRateWebhook,
} from '../../../lib/evidence/web-rate'
import { checks, collectors } from '../../../lib/registry/registry'
import { steadyShop } from '../demo/steady'
import { startWorld, type World } from '../world'
import { type RateSite, rateGood, rateNone, rateScripted, rateSites, rateStop } from './hosts/rates'
import { differenceOf, judgeSite } from './judge'
import type { Expectation, LabSite } from './types'

const judged = checks.filter(({ id }) => id.startsWith('rate-limit-') && id !== 'rate-limit-code')

/** The rules of the product with shorter pauses between surfaces and before recovery; what is sent stays the same. */
const QUICK: RateRules = { ...RATE_RULES, gapMs: 1500, quietMs: 250, recoveryMs: 300, busyMs: [600, 600] }

const TOKENS = {
  login: webRateLogin,
  'password-reset': webRatePasswordReset,
  signup: webRateSignup,
  'public-api': webRatePublicApi,
  webhook: webRateWebhook,
} as const
const ORDER: readonly RateSurface[] = ['login', 'password-reset', 'signup', 'public-api', 'webhook']

const quick: AnyCollector[] = [
  ...collectors.filter(
    ({ token }) => !(Object.values(TOKENS) as readonly { key: string }[]).some(({ key }) => key === token.key),
  ),
  ...ORDER.map((surface, index) => {
    const before = ORDER[index - 1]
    return rateCollector({
      surface,
      token: TOKENS[surface],
      ...(before === undefined ? {} : { after: TOKENS[before] }),
      rules: QUICK,
    })
  }),
]

const FINE: Expectation = ['pass', 'not-applicable']

describe('many attempts in a row', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld({ sites: [...rateSites, steadyShop] })
  })
  afterAll(() => world.stop())

  const sentTo = (site: RateSite) =>
    world.web.log.filter(
      ({ url, method }) =>
        URL.parse(url)?.hostname === `app.${site.domain}` &&
        URL.parse(url)?.pathname === site.path &&
        (method === 'POST' || site.surface === 'public-api'),
    )
  const judge = (site: LabSite, allowed = true) =>
    judgeSite({ world, site, checks: judged, allowed, spacingMs: 150, using: quick })

  it('sends nothing without a proof of ownership and a tick for this run', async () => {
    const { results } = await judge(rateNone, false)
    expect(results.find(({ checkId }) => checkId === 'rate-limit-login')?.verdict).toBe('unknown')
    await judgeSite({
      world,
      site: rateNone,
      checks: judged,
      allowed: true,
      ports: { ...NO_PORTS, provenNames: ['other-lab.test'] },
      using: quick,
    })
    expect(sentTo(rateNone)).toEqual([])
  })

  it.concurrent.each(rateSites.map((site) => [site.id, site] as const))(
    '%s',
    async (_, site) => {
      const { results } = await judge(site)
      const expected = (id: string) => site.expect[id] ?? FINE
      expect(results.flatMap((result) => differenceOf(expected(result.checkId), result))).toEqual([])
    },
    90_000,
  )

  it.each([
    ['rlgood', 6, 6],
    ['rlnone', 30, 30],
    ['rlsoft', 4, 5],
    ['rlslow', 4, 11],
    ['rl500', 4, 4],
    ['rloutage', 7, 7],
    ['rlcreated', 1, 1],
    ['rlcsrf', 3, 3],
    ['rlremaining', 4, 5],
    ['rlhook', 30, 30],
    ['rlstop', 3, 3],
  ])('%s got between %i and %i requests', (id, least, most) => {
    const site = rateSites.find((one) => one.id === id)
    const count = site === undefined ? -1 : sentTo(site).length
    expect(count).toBeGreaterThanOrEqual(least)
    expect(count).toBeLessThanOrEqual(most)
  })

  it('keeps its manners: at most five a second, one after the other, under its own name', () => {
    const sent = sentTo(rateNone)
    for (const [index, { at }] of sent.entries()) {
      const fifth = sent[index + 5]
      if (fifth !== undefined) expect(fifth.at - at).toBeGreaterThanOrEqual(900)
    }
    expect(sent.every(({ userAgent }) => /^LaunchReadyBot\/.+\/bot; run /.test(userAgent))).toBe(true)
    expect(sent.every(({ headers }) => headers.cookie === undefined && headers.authorization === undefined)).toBe(true)
  })

  it('does not try the same address again within 15 minutes', async () => {
    const before = sentTo(rateGood).length
    const { results } = await judge(rateGood)
    expect(results.find(({ checkId }) => checkId === 'rate-limit-login')?.verdict).toBe('pass')
    expect(sentTo(rateGood).length).toBe(before)
  }, 60_000)

  it('sends what the owner wrote down, with a made-up account in its places', async () => {
    const template = {
      surface: 'login',
      contentType: 'application/json',
      body: '{"user":{"email":"{{email}}"},"password":"{{password}}"}',
      requests: 12,
    }
    const { results } = await judgeSite({
      world,
      site: rateScripted,
      checks: judged,
      allowed: true,
      spacingMs: 150,
      using: quick,
      ports: {
        provenNames: [rateScripted.domain],
        input: (question) =>
          question === 'rate-requests' ? { value: { templates: [template] }, at: 0, by: 'Ana' } : undefined,
      },
    })
    const result = results.find(({ checkId }) => checkId === 'rate-limit-login')
    expect(result?.findings.map(({ verdict, code }) => `${verdict} ${code}`)).toEqual(['pass limited'])
    expect(sentTo(rateScripted).filter(({ method }) => method === 'POST')).toHaveLength(6)
    expect(JSON.stringify(result?.findings)).toContain('{{email}}')
  }, 60_000)

  it('waits while another process has the turn, and sends nothing', async () => {
    const before = sentTo(rateStop).length
    forgetBursts()
    const { results } = await judgeSite({
      world,
      site: rateStop,
      checks: judged,
      allowed: true,
      using: quick,
      ports: {
        ...NO_PORTS,
        provenNames: [rateStop.domain],
        turns: { take: async () => 600_000, giveBack: async () => {} },
      },
    })
    const result = results.find(({ checkId }) => checkId === 'rate-limit-login')
    expect(result?.findings.map(({ code }) => code)).toEqual(['waiting'])
    expect(sentTo(rateStop).length).toBe(before)
  }, 60_000)

  it('takes over what an earlier run of another process saw minutes ago', async () => {
    forgetBursts()
    const before = sentTo(rateStop).length
    const earlier = {
      surface: 'login',
      method: 'POST',
      target: `https://app.${rateStop.domain}/login`,
      startedAt: Date.now() - 60_000,
      reused: false,
      end: 'limit',
      retryAfter: '60',
      requests: [
        { at: 0, ms: 10, status: 401, sign: '' },
        { at: 200, ms: 10, status: 429, sign: '' },
      ],
      recovery: [],
    }
    const { results } = await judgeSite({
      world,
      site: rateStop,
      checks: judged,
      allowed: true,
      using: quick,
      ports: { ...NO_PORTS, provenNames: [rateStop.domain], earlier: () => earlier },
    })
    expect(results.find(({ checkId }) => checkId === 'rate-limit-login')?.verdict).toBe('pass')
    expect(sentTo(rateStop).length).toBe(before)
  }, 60_000)

  it('finds the example site in order', async () => {
    const { results } = await judge(steadyShop)
    expect(results.flatMap((result) => differenceOf(FINE, result))).toEqual([])
  }, 90_000)
})
