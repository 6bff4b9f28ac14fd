import { expect, test } from 'vitest'
import { download } from './download'

const send = (name: string, type: string) =>
  download({ name, type, bytes: new TextEncoder().encode('x'), requestId: 'r' }).headers

test.each([
  ['scan.pdf', 'application/pdf', 'application/pdf'],
  ['list.csv', 'text/csv', 'text/plain; charset=utf-8'],
  ['page.txt', 'text/html', 'text/plain; charset=utf-8'],
])('%s stored as %s is sent as %s, to be saved and never shown', (name, type, sent) => {
  const headers = send(name, type)
  expect(headers.get('content-type')).toBe(sent)
  expect(headers.get('content-disposition')).toMatch(/^attachment; /)
  expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  ['Größe (1).md', `attachment; filename="Gr__e (1).md"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%281%29.md`],
  ['a"b%41.txt', `attachment; filename="a_b_41.txt"; filename*=UTF-8''a%22b%2541.txt`],
])('the name %s stays inside its header', (name, header) => {
  expect(send(name, 'text/plain').get('content-disposition')).toBe(header)
})
