import { expect, test } from 'vitest'
import { countryOf } from './country'

test.each([
  ['8.8.8.8', 'US'],
  ['::ffff:8.8.8.8', 'US'],
  ['193.0.6.139', 'NL'],
  ['127.0.0.1', undefined],
  ['10.1.2.3', undefined],
  ['2001:db8::1', undefined],
  ['not an address', undefined],
  ['', undefined],
])('%s is of %s', (address, country) => {
  expect(countryOf(new Headers({ 'x-lr-client': address }))).toBe(country)
})
