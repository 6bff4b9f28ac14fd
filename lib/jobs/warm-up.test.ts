import { Socket as Datagram } from 'node:dgram'
import { Socket } from 'node:net'
import { expect, it, vi } from 'vitest'
import { warmUp } from './warm-up'

it('gets ready for the first audit without asking anybody anything', async () => {
  const connected = vi.spyOn(Socket.prototype, 'connect')
  const sent = vi.spyOn(Datagram.prototype, 'send')
  await expect(warmUp()).resolves.toBeUndefined()
  expect([connected.mock.calls, sent.mock.calls]).toEqual([[], []])
  vi.restoreAllMocks()
})
