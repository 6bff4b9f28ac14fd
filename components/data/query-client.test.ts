import { MutationObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { ApiError, messageOf } from './api-error'
import { makeQueryClient } from './query-client'

const signedOut = () => Promise.reject(new ApiError({ code: 'unauthenticated', message: 'Sign in to go on.' }))

async function read(client: ReturnType<typeof makeQueryClient>, key: string): Promise<void> {
  await client.fetchQuery({ queryKey: [key], queryFn: signedOut }).catch(() => undefined)
}

test('a session that ended leads to the sign-in page when something is read', async () => {
  const onSignedOut = vi.fn()
  await read(makeQueryClient({ onSignedOut }), 'first')
  expect(onSignedOut).toHaveBeenCalledOnce()
})

test('so does a save, and what it was refused with says what to do', async () => {
  const onSignedOut = vi.fn()
  const client = makeQueryClient({ onSignedOut })
  const refusal = await new MutationObserver(client, { mutationFn: signedOut })
    .mutate()
    .catch((error: unknown) => error)
  expect(onSignedOut).toHaveBeenCalledOnce()
  expect(messageOf(refusal)).toBe(
    'You are signed out. Sign in again in another tab, then try once more; what you typed is still here.',
  )
})

test('a save is sent once and at once, also where the browser thinks it has no line', async () => {
  const client = makeQueryClient()
  const send = vi.fn(() => Promise.reject(new ApiError({ code: 'offline', message: 'No line.' })))
  vi.stubGlobal('navigator', { onLine: false })
  const observer = new MutationObserver(client, { mutationFn: send })
  await expect(observer.mutate()).rejects.toMatchObject({ code: 'offline' })
  expect(send).toHaveBeenCalledOnce()
  expect(observer.getCurrentResult().isPaused).toBe(false)
  vi.unstubAllGlobals()
})
