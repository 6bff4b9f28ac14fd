import { expect, it } from 'vitest'
import { dsText, names, zoneKey } from './dnssec'

// The example of RFC 4034 section 5.4, and the SHA-256 digest of the same key in RFC 4509 section 2.3.
const KEY =
  'AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw=='
const key = zoneKey('dskey.example.com', { flags: 256, algorithm: 5, key: Buffer.from(KEY, 'base64') })

it('computes key tag and digests as the standard shows', () => {
  expect(key.keyTag).toBe(60485)
  expect(key.sha1).toBe('2bb183af5f22588179a53b0a98631fad1a292118')
  expect(key.sha256).toBe('d4b7d520e7bb5f0f67674a0cceb1e3e0614b93c4f9e99b8383f6a1e4469da50a')
  expect(zoneKey('DSKEY.example.COM.', { flags: 256, algorithm: 5, key: Buffer.from(KEY, 'base64') })).toEqual(key)
})

it('finds the key a DS record names', () => {
  const ds = { keyTag: 60485, algorithm: 5, digestType: 1, digest: '2BB183AF5F22588179A53B0A98631FAD1A292118' }
  expect(names(ds, key)).toBe(true)
  expect(names({ ...ds, algorithm: 8 }, key)).toBe(false)
  expect(names({ ...ds, digest: '00' }, key)).toBe(false)
  expect(names({ ...ds, digestType: 99 }, key)).toBeUndefined()
  expect(dsText(ds)).toBe('60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118')
})
