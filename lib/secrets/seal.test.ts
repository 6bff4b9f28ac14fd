import { describe, expect, test } from 'vitest'
import { readKeys, SealError, seal, unseal } from './seal'

const keyOf = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`
const one = readKeys(keyOf('k1', 1))
const both = readKeys(`${keyOf('k2', 2)}, ${keyOf('k1', 1)}`)
const place = { table: 'channel', column: 'url', id: 'a', workspaceId: 'w' }

describe('a sealed text', () => {
  test('opens where it was sealed, also after a new key came in front', () => {
    const sealed = seal(place, 'https://hooks.example/ü', one)
    expect(sealed).toMatch(/^lr1\.k1\.[\w-]+\.[\w-]+\.[\w-]+$/)
    expect(sealed).not.toContain('hooks')
    expect(unseal(place, sealed, both)).toBe('https://hooks.example/ü')
    expect(seal(place, 'x', both)).toMatch(/^lr1\.k2\./)
  })

  test('is another one each time', () => {
    expect(seal(place, 'same', one)).not.toBe(seal(place, 'same', one))
  })

  test.each([
    ['another row', { ...place, id: 'b' }],
    ['another column', { ...place, column: 'secret' }],
    ['another table', { ...place, table: 'outbox_message' }],
    ['another workspace', { ...place, workspaceId: 'v' }],
  ])('does not open in %s', (_, elsewhere) => {
    expect(() => unseal(elsewhere, seal(place, 'x', one), one)).toThrow(SealError)
  })

  test('does not open with another key, cut short or altered', () => {
    const sealed = seal(place, 'a text of some length', one)
    const [version, id, iv, body, tag = ''] = sealed.split('.')
    const shortTag = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url')
    for (const bad of [
      [version, id, iv, body, shortTag].join('.'),
      [version, 'k9', iv, body, tag].join('.'),
      [version, id, iv, Buffer.from('other').toString('base64url'), tag].join('.'),
      `${sealed}.more`,
      'plain text',
      '',
    ]) {
      expect(() => unseal(place, bad, one), bad).toThrow(SealError)
    }
    expect(() => unseal(place, sealed, readKeys(keyOf('k1', 9)))).toThrow(SealError)
  })
})

test.each([undefined, '', 'k1', 'k1:short', `K!:${Buffer.alloc(32).toString('base64')}`])('%j is no key', (setting) => {
  expect(() => readKeys(setting)).toThrow(/LR_KEYS/)
})
