import { describe, expect, it } from 'vitest'
import type { DocView } from '../deliverables/doc'
import { bareTarget } from '../engine/target'
import { deriveState } from '../roadmaps/derive'
import type { RoadmapId } from '../roadmaps/ids'
import { roadmaps } from '../roadmaps/roadmap'
import { type PackInput, packSections } from './sections'

const NOW = Date.parse('2026-11-20T12:00:00Z')

function input(roadmap: RoadmapId, changes: Partial<PackInput> = {}): PackInput {
  const view: DocView = {
    name: 'Acme',
    domain: 'acme.test',
    roadmap,
    target: bareTarget('acme.test'),
    state: deriveState({ roadmap: roadmaps[roadmap], checks: [], results: [], now: NOW }),
    ownerOf: () => undefined,
    written: {},
    now: NOW,
  }
  return { view, compare: null, map: [], waivers: [], confirmations: [], people: [], ...changes }
}

describe.each(['creator', 'ops'] as const)('the sections of a pack of %s', (roadmap) => {
  it('are all there and say something, also before the first audit', () => {
    const sections = packSections(input(roadmap))
    expect(sections).toHaveLength(15)
    for (const { title, blocks } of sections) expect(blocks, title).not.toEqual([])
  })

  it('hold the parts of the handover document they stand for', () => {
    const headings = packSections(input(roadmap)).flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : [])),
    )
    for (const part of ['Who approves changes', 'What to check first', 'Contacts', 'Links', 'Handover checklist'])
      expect(headings).toContain(part)
  })
})

it('accepted risks, confirmations and changes are told with their people and days', () => {
  const at = '2026-11-19T08:00:00.000Z'
  const sections = packSections(
    input('creator', {
      waivers: [{ title: 'No backup', by: 'Ben', until: at, reason: 'Next week', publicNote: 'Soon' }],
      confirmations: [{ itemId: 'change-approvers-named', by: 'Ana', at, expiresAt: null, proof: 'Ana, Ben' }],
      compare: {
        from: { at: null },
        to: { at },
        summary: '1 fixed',
        changes: [{ label: 'fixed', title: 'SPF', subject: { id: 'acme.test' }, before: { text: 'two' }, after: null }],
      },
    }),
  )
  const rows = sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? block.rows : [])))
  expect(rows).toContainEqual(['No backup', 'Ben', '19 Nov 2026, 08:00 UTC', 'Next week', 'Soon'])
  expect(rows).toContainEqual(['Fixed', 'SPF', 'acme.test', 'two', ''])
  expect(
    rows.some(([, by, on, until]) => by === 'Ana' && on === '19 Nov 2026, 08:00 UTC' && until === 'until taken back'),
  ).toBe(true)
})
