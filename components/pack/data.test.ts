import { expect, it } from 'vitest'
import { urlOf } from '@/lib/contracts/contract'
import * as pack from '@/lib/contracts/pack'
import { packAddress, packEndpoints } from './data'

const contracts: Record<string, unknown> = { ...pack }

it.each(Object.entries(packEndpoints))('%s is its contract', (name, { method, path }) => {
  expect(contracts[name]).toMatchObject({ method, path })
})

it('files are addressed as the contract addresses them', () => {
  expect(packAddress('a b', 'c', 'pdf')).toBe(
    urlOf(pack.getPackFile, { projectId: 'a b', packId: 'c' }, { kind: 'pdf' }),
  )
})
