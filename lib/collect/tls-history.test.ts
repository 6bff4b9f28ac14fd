import { describe, expect, it } from 'vitest'
import { certificate, webTlsOf } from '../checks/shared/tls-test-kit'
import type { TlsHistory } from '../evidence/tls-history'
import { NO_PORTS } from './shared/ports'
import collector from './tls-history'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-20T12:00:00Z')

async function remember(tls: ReturnType<typeof webTlsOf>, earlier?: unknown, now = NOW): Promise<unknown> {
  const ports = { ...NO_PORTS, earlier: () => earlier }
  return collector.collect({ tls }, { ports, now: () => now })
}

const first = webTlsOf({ 'acme.io': [{ first: { leaf: certificate(['acme.io']) } }] })
const renewed = { ...first, ...webTlsOf({ 'acme.io': [{ first: { leaf: certificate(['acme.io'], { left: 85 }) } }] }) }

describe('certificates over time', () => {
  it('the first audit remembers what is served', async () => {
    expect(await remember(first)).toMatchObject({
      hosts: [{ host: 'acme.io', certificates: [{ keyType: 'ec', lifetimeDays: 90, seenBefore: '' }] }],
    })
  })

  it('the next one keeps when it was seen first and last', async () => {
    const before = await remember(first)
    expect(await remember(first, before, NOW + DAY)).toMatchObject({
      hosts: [
        {
          certificates: [
            {
              firstSeen: new Date(NOW).toISOString(),
              lastSeen: new Date(NOW + DAY).toISOString(),
              seenBefore: new Date(NOW).toISOString(),
            },
          ],
        },
      ],
    })
  })

  it('a certificate that was replaced stays, after the new one', async () => {
    const other: TlsHistory = {
      hosts: [
        {
          host: 'acme.io',
          certificates: [
            {
              fingerprint: 'gone',
              keyType: 'ec',
              notBefore: '2026-08-01T00:00:00.000Z',
              notAfter: '2026-10-30T00:00:00.000Z',
              lifetimeDays: 90,
              firstSeen: '2026-08-02T00:00:00.000Z',
              lastSeen: '2026-09-30T00:00:00.000Z',
              seenBefore: '',
            },
          ],
        },
      ],
    }
    expect(await remember(renewed, other)).toMatchObject({
      hosts: [{ certificates: [{ lifetimeDays: 90 }, { fingerprint: 'gone', lastSeen: '2026-09-30T00:00:00.000Z' }] }],
    })
  })

  it.each([[undefined], [null], ['text'], [{ hosts: [{ host: 1 }] }]])(
    'takes nothing over from %j',
    async (earlier) => {
      expect(await remember(first, earlier)).toMatchObject({ hosts: [{ certificates: [{ seenBefore: '' }] }] })
    },
  )
})
