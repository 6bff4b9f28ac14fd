import { describe, expect, it } from 'vitest'
import * as contracts from '@/lib/contracts/share'
import { sharing } from './options'

const named: Record<string, unknown> = { ...contracts }

describe('endpoints of share links', () => {
  it.each(Object.entries(sharing))('%s is its contract', (name, { method, path }) => {
    expect(named[name]).toMatchObject({ method, path })
  })
})
