import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { generateRegistry } from './gen-registry.mjs'

let root
const warnings = []
const write = (name, text = 'export default 1\n') => {
  mkdirSync(join(root, 'lib', name, '..'), { recursive: true })
  writeFileSync(join(root, 'lib', name), text)
}
const generated = (name) => join(root, 'lib', 'registry', name)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'registry-'))
  warnings.length = 0
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('missing folders give empty lists', () => {
  generateRegistry(root)
  expect(readFileSync(generated('checks.gen.ts'), 'utf8')).toContain('export const checks = [] as const')
  expect(readFileSync(generated('collectors.gen.ts'), 'utf8')).toContain('export const collectors = [] as const')
})

test('one file is one entry, in the order of names; tests, helpers and shared parsers are not', () => {
  for (const name of ['mx', 'host-apex', 'mx.test', 'shared/spf']) write(`checks/${name}.ts`)
  write('collect/ports.ts', 'export type Ports = {}\n')
  write('collect/dns.ts')
  write('checks/half-written.ts', 'export const check = 1\n')
  expect(generateRegistry(root, (text) => warnings.push(text)).map(({ count }) => count)).toEqual([2, 1])
  const text = readFileSync(generated('checks.gen.ts'), 'utf8')
  expect(text).toContain("import m0 from '../checks/host-apex'\nimport m1 from '../checks/mx'\n")
  expect(text).toContain('export const checks = [\n  m0,\n  m1,\n] as const\n')
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toContain('half-written')
})

test('an unchanged list is not written again', () => {
  write('checks/mx.ts')
  generateRegistry(root)
  const before = statSync(generated('checks.gen.ts')).ino
  expect(generateRegistry(root).some(({ changed }) => changed)).toBe(false)
  expect(statSync(generated('checks.gen.ts')).ino).toBe(before)
})
