import { expect, it } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { API_PREFIX } from '@/lib/contracts/contract'
import { getHandoverFile } from '@/lib/contracts/handover'
import { checklist, rowProofAddress } from './endpoints'

it.each(Object.entries(checklist))('%s is one of ours', (_, { method, path }) => {
  expect(CONTRACTS.map((contract) => `${contract.method} ${contract.path}`)).toContain(`${method} ${path}`)
})

it('the address of a proof is that of its contract', () => {
  const expected = getHandoverFile.path.replace('{projectId}', 'p').replace('{row}', 'a%2Fb')
  expect(rowProofAddress({ projectId: 'p', row: 'a/b' })).toBe(`${API_PREFIX}${expected}`)
})
