import { describe, expect, it } from 'vitest'
import type { RateSurface } from '../../engine/rate-template'
import { listChecks } from '../catalogue/list-checks'
import { checksOfScope } from './scope'

const checks = listChecks()
const rated = (ids: readonly string[]) => ids.filter((id) => id.startsWith('rate-limit-'))
const asked = (active: boolean, rates: readonly RateSurface[]) =>
  checksOfScope({
    scope: { kind: 'full' },
    active,
    rates,
    roadmap: 'creator',
    checks,
    state: () => {
      throw new Error('the whole roadmap needs no state')
    },
  })

describe('the checks that send many requests', () => {
  it('take part in a run without probes, which reads what ordinary answers announce', () => {
    expect(rated(asked(false, []))).toHaveLength(5)
  })

  it('take part in a run with probes only where their surface was ticked', () => {
    expect(rated(asked(true, []))).toEqual([])
    expect(rated(asked(true, ['login', 'webhook'])).toSorted()).toEqual(['rate-limit-login', 'rate-limit-webhook'])
  })

  it('are allowed by naming them', () => {
    const scope = { kind: 'checks' as const, checks: ['rate-limit-login'] }
    const given = { scope, active: true, rates: [], roadmap: 'creator' as const, checks, state: () => expect.fail() }
    expect(checksOfScope(given)).toEqual(['rate-limit-login'])
  })
})
