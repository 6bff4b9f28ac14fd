import { expect, test } from 'vitest'
import { createCookieJar } from './cookies'

const SHOP = 'https://shop.test'

test('a cookie goes back to the origin that set it and to no other', () => {
  const jar = createCookieJar()
  jar.store(SHOP, '/', ['seen=1; Domain=test; Path=/'])
  expect(jar.header(SHOP, '/any')).toBe('seen=1')
  expect(jar.header('https://www.shop.test', '/')).toBe('')
  expect(jar.header('http://shop.test', '/')).toBe('')
})

test('the path of a cookie is kept', () => {
  const jar = createCookieJar()
  jar.store(SHOP, '/en/login', ['a=1', 'b=2; Path=/'])
  expect(jar.header(SHOP, '/en/x')).toBe('a=1; b=2')
  expect(jar.header(SHOP, '/de')).toBe('b=2')
  expect(jar.header(SHOP, '/english')).toBe('b=2')
})

test('the fingerprint changes with a value and comes back when it is removed', () => {
  const jar = createCookieJar()
  const empty = jar.fingerprint()
  jar.store(SHOP, '/', ['a=1; Path=/'])
  const one = jar.fingerprint()
  jar.store(SHOP, '/', ['a=1; Path=/'])
  expect(jar.fingerprint()).toBe(one)
  jar.store(SHOP, '/', ['a=2; Path=/'])
  expect(jar.fingerprint()).not.toBe(one)
  jar.store(SHOP, '/', ['a=; Path=/; Max-Age=0'])
  expect(jar.fingerprint()).toBe(empty)
})

test.each(['', '=x', 'no equals sign', 'a=\u0001', 'b\r\nx=1', `c=${'v'.repeat(5000)}`])(
  'nonsense is not kept: %j',
  (text) => {
    const jar = createCookieJar()
    jar.store(SHOP, '/', [text])
    expect(jar.header(SHOP, '/')).toBe('')
  },
)

test('a flood of cookies is bounded', () => {
  const jar = createCookieJar()
  for (let round = 0; round < 10; round += 1)
    jar.store(
      SHOP,
      '/',
      Array.from({ length: 100 }, (_, index) => `c${round}-${index}=1; Path=/`),
    )
  expect(jar.header(SHOP, '/').split('; ').length).toBe(50)
})
