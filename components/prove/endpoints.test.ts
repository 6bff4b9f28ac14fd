import { describe, expect, it } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { getProofFile } from '@/lib/contracts/attestation'
import { API_PREFIX } from '@/lib/contracts/contract'
import { proofAddress, proving } from './endpoints'

describe('endpoints of the page that proves', () => {
  it.each(Object.entries(proving))('%s is one of ours', (_, { method, path }) => {
    expect(CONTRACTS.map((contract) => `${contract.method} ${contract.path}`)).toContain(`${method} ${path}`)
  })

  it('the address of a proof is that of its contract', () => {
    const expected = getProofFile.path.replace('{projectId}', 'p').replace('{confirmationId}', 'a%2Fb')
    expect(proofAddress({ projectId: 'p', confirmationId: 'a/b' })).toBe(`${API_PREFIX}${expected}`)
  })
})
