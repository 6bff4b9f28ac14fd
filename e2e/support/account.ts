import { type APIRequestContext, expect } from '@playwright/test'

/** The one account of the browser tests. On a fresh installation the first test makes it, later ones sign in. */
export const FOUNDER = { email: 'founder@acme.io', password: 'violet kettle orbit lantern' }

async function sameOrigin(request: APIRequestContext, baseURL: string, path: string, form: Record<string, string>) {
  return request.post(path, { form, headers: { origin: new URL(baseURL).origin } })
}

/** Makes the account where there is none yet, then signs this request context in. */
export async function signIn(request: APIRequestContext, baseURL: string): Promise<void> {
  const origin = new URL(baseURL).origin
  const options = await request.get('/api/v1/auth/options')
  const { firstUser } = await options.json()
  if (firstUser === true) {
    const made = await request.post('/api/v1/auth/sign-up', { data: FOUNDER, headers: { origin } })
    expect(made.status(), await made.text()).toBe(201)
  }
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json()
  const answer = await sameOrigin(request, baseURL, '/api/auth/callback/credentials', {
    ...FOUNDER,
    csrfToken: String(csrfToken),
    callbackUrl: '/',
    json: 'true',
  })
  expect(answer.status(), 'This installation has another first account; run the browser tests on an empty one').toBe(
    200,
  )
}
