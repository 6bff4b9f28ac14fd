import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parseConfig } from '../../lib/config'
import { configTable } from './config-table'
import { replaceMarked } from './marked'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Keys of the schema: optional ones without a default are missing in what it parses, so its source is asked. */
function settingNames(): string[] {
  const source = readFileSync(`${root}lib/config.ts`, 'utf8')
  return [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name)
}

it('the README lists every setting with its default, and none that does not exist', () => {
  const named = [...configTable().matchAll(/^\| `([A-Z_]+)` /gm)].map(([, name]) => name)
  expect(Object.keys(parseConfig({})).length).toBeGreaterThan(15)
  expect(settingNames()).toEqual(expect.arrayContaining(Object.keys(parseConfig({}))))
  expect(named.sort()).toEqual(settingNames().sort())
})

it('the table in the README is the current one (npx tsx scripts/docs/write-readme.ts writes it)', () => {
  const readme = readFileSync(`${root}README.md`, 'utf8')
  expect(readme).toBe(replaceMarked(readme, 'settings', configTable()))
})
