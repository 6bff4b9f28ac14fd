import { ApiError } from '@/components/data/api-error'

const OFFLINE = 'We could not reach Launch Ready. Check your connection, then try again.'
const REFUSED = 'That did not work. Check the address and password, then try again.'
const BUSY = 'Too many tries in a short time. Wait a few minutes, then try again.'

type AuthAnswer = { url?: string }

async function post(path: string, fields: Record<string, string>): Promise<{ status: number; answer: AuthAnswer }> {
  const tokenResponse = await fetch('/api/auth/csrf', { credentials: 'same-origin' })
  const token: unknown = await tokenResponse.json()
  const csrfToken = typeof token === 'object' && token !== null && 'csrfToken' in token ? String(token.csrfToken) : ''
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }),
  })
  const answer: unknown = await response.json().catch(() => ({}))
  return { status: response.status, answer: readAnswer(answer) }
}

function readAnswer(answer: unknown): AuthAnswer {
  if (typeof answer !== 'object' || answer === null || !('url' in answer) || typeof answer.url !== 'string') return {}
  return { url: answer.url }
}

async function attempt(path: string, fields: Record<string, string>): Promise<AuthAnswer> {
  const outcome = await post(path, fields).catch((cause: unknown) => {
    throw new ApiError({ code: 'offline', message: OFFLINE }, { cause })
  })
  if (outcome.status === 429) throw new ApiError({ code: 'limit', message: BUSY })
  if (outcome.status >= 500) {
    throw new ApiError({ code: 'unavailable', message: 'Something went wrong on our side. Try again in a moment.' })
  }
  const hasError = outcome.answer.url?.includes('error=') ?? false
  if (outcome.status >= 400 || hasError) throw new ApiError({ code: 'forbidden', message: REFUSED })
  return outcome.answer
}

/** Signs in with a password. The same error for a wrong password and an unknown address. */
export async function signInWithPassword({ email, password }: { email: string; password: string }): Promise<void> {
  await attempt('/api/auth/callback/credentials', { email, password, callbackUrl: '/' })
}

/** Asks for a mailed link. Succeeds for unknown addresses too. */
export async function requestLink({ email, next }: { email: string; next: string }): Promise<void> {
  await attempt('/api/auth/signin/email', { email, callbackUrl: next })
}

/** The address of the provider's own page. A fetch, because a form that is redirected elsewhere is blocked. */
export async function providerAddress({ provider, next }: { provider: string; next: string }): Promise<string> {
  const { url } = await attempt(`/api/auth/signin/${provider}`, { callbackUrl: next })
  if (url === undefined) throw new ApiError({ code: 'internal', message: REFUSED })
  return url
}
