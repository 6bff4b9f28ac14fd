import { describe, expect, test } from 'vitest'
import { confirmations } from './confirmations'
import { itemsOf } from './derive'
import { APPROVER_ITEM, HANDOVER_SECTIONS, handoverRows, TRANSFER_ITEM, TRANSFER_KEYS } from './handover'
import { ROADMAP_IDS } from './ids'
import { roadmaps } from './roadmap'

describe.each(ROADMAP_IDS)('the handover checklist of %s', (id) => {
  const rows = handoverRows(id)

  test('has every item of its handover stage, once', () => {
    const stage = roadmaps[id].stages.find((entry) => entry.id === 'handover')
    const keys = rows.map((row): string => row.key)
    for (const item of stage?.items ?? []) {
      if (item === TRANSFER_ITEM) expect(keys).toEqual(expect.arrayContaining([...TRANSFER_KEYS]))
      else expect(keys).toContain(item)
    }
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('leaves no section empty and names only items of the roadmap', () => {
    for (const section of HANDOVER_SECTIONS)
      expect(
        rows.some((row) => row.section === section),
        section,
      ).toBe(true)
    const known = new Set<string>(itemsOf(roadmaps[id]))
    expect(rows.filter((row) => row.kind === 'item' && !known.has(row.key))).toEqual([])
  })
})

test('both items that rows make together can be confirmed', () => {
  expect(confirmations[TRANSFER_ITEM]).toBeDefined()
  expect(confirmations[APPROVER_ITEM]).toBeDefined()
})
