import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FRAME = ['app/layout.tsx', 'app/error.tsx', 'app/(app)/layout.tsx']
const PROJECT = ['app/(app)/w/[ws]/p/[project]/layout.tsx', 'app/(app)/w/[ws]/p/[project]/error.tsx']

/** Packages a first paint does not need: together they would take a quarter of what a page may load. */
const LATER = ['zod', 'tldts', 'recharts', 'react-hook-form', '@hookform/resolvers']

type Found = { path: string; package: string }

function fileOf(from: string, name: string): string | undefined {
  if (!name.startsWith('@/') && !name.startsWith('.')) return undefined
  const base = name.startsWith('@/') ? join(ROOT, name.slice(2)) : resolve(dirname(from), name)
  return [`${base}.ts`, `${base}.tsx`].find((path) => existsSync(path))
}

/** What a file imports at once: no types, nothing behind `import()`. */
function importsOf(path: string): string[] {
  const source = readFileSync(path, 'utf8')
  return [...source.matchAll(/^(?:import|export)\s+(?!type\b)(?:([^'"]*?)\s+from\s+)?'([^']+)'/gm)].flatMap(
    ([, names = '', from = '']) => {
      const inner = /^\{([^}]*)\}$/.exec(names.trim())?.[1]
      const onlyTypes = inner?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '))
      return onlyTypes === true ? [] : [from]
    },
  )
}

/** Every package the browser parts of some pages import at once, with the way to the first file that does. */
function packagesOf(entries: readonly string[]): Found[] {
  const found: Found[] = []
  const seen = new Set<string>()
  const visit = (path: string, { inBrowser, way }: { inBrowser: boolean; way: string }): void => {
    const isClient = inBrowser || /^['"]use client['"]/.test(readFileSync(path, 'utf8'))
    const key = `${path} ${isClient}`
    if (seen.has(key)) return
    seen.add(key)
    const here = `${way}${way === '' ? '' : ' > '}${relative(ROOT, path)}`
    for (const name of importsOf(path)) {
      const file = fileOf(path, name)
      if (file !== undefined) visit(file, { inBrowser: isClient, way: here })
      else if (isClient) found.push({ path: here, package: name })
    }
  }
  for (const entry of entries) visit(join(ROOT, entry), { inBrowser: false, way: '' })
  return found
}

const WORKSPACE = 'app/(app)/w/[ws]/(workspace)'

test.each([
  ['the list of projects', [...FRAME, `${WORKSPACE}/layout.tsx`, `${WORKSPACE}/page.tsx`]],
  ['the overview', [...FRAME, ...PROJECT, 'app/(app)/w/[ws]/p/[project]/page.tsx']],
  ['a stage', [...FRAME, ...PROJECT, 'app/(app)/w/[ws]/p/[project]/stages/[stage]/page.tsx']],
  ['a check', [...FRAME, ...PROJECT, 'app/(app)/w/[ws]/p/[project]/checks/[check]/page.tsx']],
])('%s loads nothing at once that it needs later or never', (_, entries) => {
  const packages = packagesOf(entries)
  expect(packages.map((found) => found.package)).toContain('react')
  expect(packages.filter((found) => LATER.includes(found.package)).map(({ path }) => path)).toEqual([])
})
