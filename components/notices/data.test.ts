import { expect, it } from 'vitest'
import * as notice from '@/lib/contracts/notice'
import { noticeEndpoints } from './data'

const contracts: Record<string, unknown> = { ...notice }

it.each(Object.entries(noticeEndpoints))('%s is its contract', (name, { method, path }) => {
  expect(contracts[name]).toMatchObject({ method, path })
})
