import { describe, expect, it } from 'vitest'
import * as map from '@/lib/contracts/map'
import * as suggestion from '@/lib/contracts/suggestion'
import { mapEndpoints } from './map-data'
import { suggestionEndpoints } from './suggestion-data'

const contracts: Record<string, unknown> = { ...map, ...suggestion }

describe('endpoints of parts that load later', () => {
  it.each(Object.entries({ ...mapEndpoints, ...suggestionEndpoints }))(
    '%s is its contract',
    (name, { method, path }) => {
      expect(contracts[name]).toMatchObject({ method, path })
    },
  )
})
