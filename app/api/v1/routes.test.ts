import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { openApiDocument } from '@/lib/contracts/openapi'
import { routeFolder } from '@/lib/services/test-kit/api'

const here = fileURLToPath(new URL('.', import.meta.url))

function routesOnDisk(): string[] {
  return readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('route.ts'))
    .flatMap((name) => {
      const text = readFileSync(`${here}${name}`, 'utf8')
      const methods = [...text.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE) = implement\(/gm)].map(
        ([, verb]) => verb,
      )
      return methods.map((verb) => `${verb} ${name.replaceAll('\\', '/').replace(/\/route\.ts$/, '')}`)
    })
    .sort()
}

test('every route file serves contracts and every contract has its route', () => {
  const promised = CONTRACTS.map((contract) => `${contract.method} ${routeFolder(contract.path)}`).sort()
  expect(routesOnDisk()).toEqual(promised)
})

test('no route file exports a handler without the wrapper', () => {
  for (const name of readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('route.ts'),
  )) {
    const text = readFileSync(`${here}${name}`, 'utf8')
    expect(text, name).not.toMatch(/export (?:async )?function (?:GET|POST|PUT|PATCH|DELETE)/)
  }
})

test('ids of contracts are unique', () => {
  const ids = CONTRACTS.map((contract) => contract.id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('the OpenAPI document describes every endpoint', () => {
  const { paths } = openApiDocument()
  const described = Object.entries(paths ?? {}).flatMap(([path, operations]) =>
    Object.keys(operations ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described.sort()).toEqual(CONTRACTS.map((contract) => `${contract.method} ${contract.path}`).sort())
  expect(JSON.stringify(openApiDocument()).length).toBeGreaterThan(10_000)
})
