import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../../../lib/config'
import type { DocView } from '../../../lib/deliverables/doc'
import { makeDoc, makers } from '../../../lib/deliverables/makers'
import { docMarkdown } from '../../../lib/deliverables/markdown'
import { docViewOf, isDeliverable } from '../../../lib/deliverables/view'
import { run } from '../../../lib/engine/run'
import type { Target } from '../../../lib/engine/target'
import { createNet } from '../../../lib/net/create'
import { createSocketLimits } from '../../../lib/net/limits'
import { checkMetas, checksOf, collectors } from '../../../lib/registry/registry'
import { deriveState } from '../../../lib/roadmaps/derive'
import type { RoadmapId } from '../../../lib/roadmaps/ids'
import { roadmaps } from '../../../lib/roadmaps/roadmap'
import { LAB_PACE } from '../pace'
import { brittleShop } from './brittle'
import { type ExampleWorld, startExamples } from './examples'
import { steadyShop } from './steady'

const IDS = Object.keys(makers).filter(isDeliverable)
const SHOPS = { brittle: brittleShop, steady: steadyShop }

let world: ExampleWorld
const views = new Map<string, DocView>()

async function audited(target: Target, roadmap: RoadmapId): Promise<DocView> {
  const net = createNet({
    config: parseConfig(world.env),
    signal: new AbortController().signal,
    runId: target.domain,
    limits: createSocketLimits({ perHost: 4, spacingMs: 0, perRun: 20, perProcess: 100 }),
    pace: LAB_PACE,
  })
  try {
    const { results } = await run({ checks: checksOf(roadmaps[roadmap]), collectors, target, net })
    const now = Date.now()
    const state = deriveState({
      roadmap: roadmaps[roadmap],
      checks: checkMetas,
      results: results.map((result) => ({ ...result, judgedAt: now })),
      now,
    })
    const project = { name: target.domain, roadmap, target }
    return docViewOf({ project, state, triage: [], members: [], written: [], now })
  } finally {
    await net.close()
  }
}

beforeAll(async () => {
  world = await startExamples()
  await Promise.all(
    Object.entries(SHOPS).map(async ([name, { target }]) => views.set(name, await audited(target, 'creator'))),
  )
})
afterAll(() => world.stop())

function viewOf(name: string): DocView {
  const view = views.get(name)
  if (view === undefined) throw new Error(`${name} was not audited`)
  return view
}

const textOf = (name: string, id: (typeof IDS)[number]): string => docMarkdown(id, makeDoc(id, viewOf(name)))

describe.each(Object.keys(SHOPS))('the documents of the %s shop', (name) => {
  it.each(IDS)('%s reads as a document', (id) => {
    const doc = makeDoc(id, viewOf(name))
    const text = docMarkdown(id, doc)
    expect(doc.state).not.toBe('empty')
    expect(text).not.toMatch(/undefined|\[object|NaN|Invalid Date/)
    expect(text.length).toBeGreaterThan(50)
    expect(text.length).toBeLessThan(120_000)
    for (const { blocks } of doc.parts) {
      for (const block of blocks)
        if (block.kind === 'table') for (const row of block.rows) expect(row).toHaveLength(block.columns.length)
    }
  })
})

it('the shop full of mistakes gets its blockers in order, each with what to change', () => {
  const text = textOf('brittle', 'blocker-list')
  expect(text).toMatch(/^### 1\. /m)
  expect(text).toContain(brittleShop.domain)
  expect(textOf('brittle', 'risk-list')).toContain('| Finding | Where | Impact | Effort | Owner |')
})

it('the healthy shop has nothing to change before the launch', () => {
  expect(textOf('steady', 'blocker-list')).toContain('Nothing blocks the launch.')
  expect(textOf('steady', 'hardening-notes')).toContain('In place')
})

it('what is known of a shop stands in its suggestions', () => {
  const doc = makeDoc('env-var-map', viewOf('steady'))
  const rows = doc.parts.find(({ id }) => id === 'variables')?.asked?.suggestion
  expect(JSON.stringify(rows)).toContain('RESEND_API_KEY')
  expect(textOf('steady', 'incident-note')).toContain(
    `dig +short ${steadyShop.target.canonicalHost ?? steadyShop.domain}`,
  )
})
