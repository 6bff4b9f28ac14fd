import { expect, it } from 'vitest'
import * as branding from '@/lib/contracts/branding'
import { brandingEndpoints } from './data'

const contracts: Record<string, unknown> = { ...branding }

it.each(Object.entries(brandingEndpoints))('%s is its contract', (name, { method, path }) => {
  expect(contracts[name]).toMatchObject({ method, path })
})
