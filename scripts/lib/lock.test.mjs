import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from './lock.mjs'

let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a second taker learns who holds the lock', () => {
  expect(takeLock('a', folder).release).toBeDefined()
  expect(takeLock('a', folder).holder.pid).toBe(process.pid)
})

test('a released lock can be taken again', () => {
  takeLock('a', folder).release()
  expect(takeLock('a', folder).release).toBeDefined()
})

test.each([
  ['the holder is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: '1' })],
  ['the number belongs to another process now', JSON.stringify({ pid: process.pid, started: 'long ago' })],
  ['the file is not readable as a lock', '{'],
])('a stale lock does not block: %s', (_name, content) => {
  writeFileSync(join(folder, 'a.json'), content)
  expect(takeLock('a', folder).release).toBeDefined()
  expect(readdirSync(folder)).toEqual(['a.json'])
})
