import { type APIRequestContext, expect } from '@playwright/test'

type Account = { email: string; password: string }

/** The first account of the installation; the first test makes it. */
export const FOUNDER: Account = { email: 'founder@acme.io', password: 'violet kettle orbit lantern' }

/** Tests that run side by side have an account and a workspace of their own, so they never meet. */
export function accountOf(place: number): Account {
  return place === 0 ? FOUNDER : { ...FOUNDER, email: `founder-${place + 1}@acme.io` }
}

async function hasFirstUser(request: APIRequestContext): Promise<boolean> {
  return (await (await request.get('/api/v1/auth/options')).json()).firstUser !== true
}

async function signUp(request: APIRequestContext, { account, origin }: { account: Account; origin: string }) {
  const made = await request.post('/api/v1/auth/sign-up', { data: account, headers: { origin } })
  expect(made.status(), await made.text()).toBe(201)
}

async function open(request: APIRequestContext, { account, origin }: { account: Account; origin: string }) {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json()
  return request.post('/api/auth/callback/credentials', {
    form: { ...account, csrfToken: String(csrfToken), callbackUrl: '/', json: 'true' },
    headers: { origin },
  })
}

/** Signs a request context in with the account of its place, which is made where there is none yet. */
export async function signIn(request: APIRequestContext, { baseURL, place }: { baseURL: string; place: number }) {
  const given = { account: accountOf(place), origin: new URL(baseURL).origin }
  if (place === 0) {
    if (!(await hasFirstUser(request))) await signUp(request, given)
  } else {
    // The first account of an installation is made by the test of that flow.
    await expect.poll(() => hasFirstUser(request), { timeout: 60_000, intervals: [500] }).toBe(true)
    if ((await open(request, given)).status() === 401) await signUp(request, given)
  }
  const answer = await open(request, given)
  expect(answer.status(), 'Another first account is there, or LR_SIGNUP is not open: use an empty installation').toBe(
    200,
  )
}
