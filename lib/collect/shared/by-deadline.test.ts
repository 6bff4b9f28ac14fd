import { expect, it } from 'vitest'
import { byDeadline } from './by-deadline'

const never = new Promise<string>(() => undefined)

it('gives the value that comes in time', async () => {
  expect(await byDeadline(new AbortController().signal, Promise.resolve('value'), null)).toBe('value')
})

it('gives the other value at the deadline', async () => {
  const deadline = new AbortController()
  const answer = byDeadline(deadline.signal, never, 'late')
  deadline.abort()
  expect(await answer).toBe('late')
})

it('does not wait when the deadline has passed', async () => {
  expect(await byDeadline(AbortSignal.abort(), never, 'late')).toBe('late')
})

it('passes a failure on', async () => {
  await expect(byDeadline(new AbortController().signal, Promise.reject(new Error('no')), null)).rejects.toThrow('no')
})
