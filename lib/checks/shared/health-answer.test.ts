import { expect, it } from 'vitest'
import { healthLeaks, readsLikeHealth } from './health-answer'

it.each<[string, string, boolean]>([
  ['word', 'OK', true],
  ['JSON', '{"status":"ok"}', true],
  ['database down', '{"db":"down"}', true],
  ['Spring', '{"status":"UP"}', true],
  ['empty body', '', true],
  ['error', '{"error":"not found"}', false],
  ['prose', 'Cannot GET /health', false],
])('%s', (_, text, expected) => {
  expect(readsLikeHealth(text)).toBe(expected)
})

it.each<[string, string, string[]]>([
  ['nothing', '{"status":"ok"}', []],
  ['database address', '{"DATABASE_URL":"postgres://app:h7Gq2LpX@db.acme.io/x"}', ['secrets', 'variables']],
  ['harmless variable', '{"NODE_ENV":"production"}', ['variables']],
  ['version of a product', '{"status":"ok","node":"v24.1.0"}', ['versions']],
  ['private address', '{"status":"ok","db":"10.0.0.5:5432"}', ['hosts']],
])('leaks: %s', (_, text, expected) => {
  expect(healthLeaks(text).leaks).toEqual(expected)
})
