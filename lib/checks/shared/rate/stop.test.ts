import { describe, expect, it } from 'vitest'
import { limitSign, type RateAnswer, remainingOf, stopAfter } from './stop'

const answer = (status: number, change: Partial<RateAnswer> = {}): RateAnswer => ({
  status,
  ms: 50,
  headers: [],
  text: '',
  contentType: 'application/json',
  wall: false,
  ...change,
})
const many = (count: number, status: number): RateAnswer[] => Array.from({ length: count }, () => answer(status))
const header = (name: string, value: string): Partial<RateAnswer> => ({ headers: [[name, value]] })

describe('stopAfter', () => {
  it.each<[string, RateAnswer[], ReturnType<typeof stopAfter>]>([
    ['30 ordinary refusals', many(30, 401), undefined],
    ['429 after five', [...many(5, 401), answer(429)], 'limit'],
    ['429 at once is a refusal of us', [answer(429)], 'refused'],
    ['wall at once', [answer(403, { wall: true })], 'refused'],
    ['wall after ordinary answers', [...many(4, 401), answer(403, { wall: true })], 'sign'],
    ['503 with Retry-After', [...many(4, 401), answer(503, header('Retry-After', '30'))], 'sign'],
    ['503 that says nothing', [...many(4, 401), answer(503)], 'busy'],
    ['Cloudflare 1015', [...many(4, 401), answer(403, { text: 'error code: 1015' })], 'sign'],
    ['words in a 200', [...many(7, 200), answer(200, { text: '{"error":"Too many attempts"}' })], 'message'],
    ['the same words from the start', many(2, 200).map((one) => ({ ...one, text: 'rate limits apply' })), undefined],
    ['captcha appears', [...many(4, 200), answer(200, { text: '<div class="h-captcha">' })], 'captcha'],
    ['nothing remains', [...many(4, 401), answer(401, header('RateLimit', '"default";r=0;t=9'))], 'remaining'],
    ['two errors', [...many(2, 401), answer(500), answer(502)], 'errors'],
    ['one error', [...many(2, 401), answer(500)], undefined],
    ['three times not found', many(3, 404), 'missing'],
    ['three forms refused as forged', many(3, 419), 'csrf'],
    ['the host says stop', [answer(401, header('x-launch-ready', 'stop'))], 'asked'],
    ['answers get slower', [80, 400, 1500, 4000, 4000].map((ms) => answer(401, { ms })), 'slow'],
  ])('%s', (_, answers, end) => {
    expect(stopAfter(answers, 'login')).toBe(end)
  })

  it('lets a webhook refuse a wrong signature', () => {
    expect(stopAfter(many(3, 403), 'webhook')).toBeUndefined()
  })

  it('stops a sign-up that accepts what is no address', () => {
    expect(stopAfter([answer(201)], 'signup')).toBe('accepted')
    expect(stopAfter([answer(302)], 'signup')).toBe('redirected')
    expect(stopAfter([answer(200, { contentType: 'text/html' })], 'signup')).toBeUndefined()
    expect(stopAfter(many(9, 400), 'signup')).toBeUndefined()
  })
})

it('reads what remains', () => {
  expect(remainingOf(answer(200, header('RateLimit', '"default";r=49;t=60')))).toBe(49)
  expect(remainingOf(answer(200, header('X-RateLimit-Remaining', '3')))).toBe(3)
  expect(remainingOf(answer(200))).toBeNull()
  expect(limitSign(answer(503, header('Retry-After', '9')))).toBe('retry-after: 9')
})
