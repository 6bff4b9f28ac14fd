import { afterEach, expect, test, vi } from 'vitest'
import { messageOf } from '@/components/data/api-error'
import { signInWithPassword } from './auth-client'

afterEach(() => vi.unstubAllGlobals())

/** The server answers the token, then the sign-in with this status. */
function serverAnswers(status: number): void {
  const answers = [Response.json({ csrfToken: 'x' }), Response.json({ url: '/sign-in?error=x' }, { status })]
  vi.stubGlobal('fetch', () => Promise.resolve(answers.shift()))
}

test.each([
  ['a wrong password', 401, 'That did not work. Check the address and password, then try again.'],
  ['too many tries', 429, 'Too many tries in a short time. Wait a few minutes, then try again.'],
  ['trouble of ours', 503, 'Something went wrong on our side. Try again in a moment.'],
])('signing in says what to do after %s', async (_, status, sentence) => {
  serverAnswers(status)
  const refusal = await signInWithPassword({ email: 'a@acme.io', password: 'x' }).catch((error: unknown) => error)
  expect(messageOf(refusal)).toBe(sentence)
})
