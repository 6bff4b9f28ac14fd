import { describe, expect, it } from 'vitest'
import type { CheckMeta } from '../engine/check'
import type { Finding, Fix } from '../engine/finding'
import { createSay } from '../engine/say'
import { host } from '../engine/subject'
import { bareTarget, type Target } from '../engine/target'
import { deliverables } from '../roadmaps/deliverables'
import { checkIdsOf, deriveState } from '../roadmaps/derive'
import type { RoadmapId } from '../roadmaps/ids'
import { roadmaps } from '../roadmaps/roadmap'
import type { LatestResult } from '../roadmaps/state'
import type { DocView } from './doc'
import { makers } from './makers'
import { docMarkdown } from './markdown'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const HOSTILE = '<script>alert(1)</script> | `x` [a](javascript:b)\n# title\u202e'

type Given = { verdict: 'pass' | 'warn' | 'fail' | 'unknown'; text?: string; fix?: Fix; exhibits?: Finding['exhibits'] }

function meta(id: string): CheckMeta {
  return {
    id,
    version: 1,
    kind: 'automatic',
    title: `Title of ${id}`,
    impact: 'blocker',
    why: '',
    covers: {},
    raises: [],
    dependsOn: [],
    freshDays: 7,
    sources: [],
  }
}

function result(checkId: string, { verdict, text = `${checkId} says so`, fix, exhibits }: Given): LatestResult {
  const say = createSay({ id: checkId, impact: 'blocker', messages: { said: '{names}' } })
  const at = {
    subject: host('acme.test'),
    ...(fix === undefined ? {} : { fix }),
    ...(exhibits === undefined ? {} : { exhibits }),
  }
  const finding = say[verdict]('said', { names: text }, at)
  return {
    checkId,
    checkVersion: 1,
    verdict,
    impact: 'blocker',
    findings: [finding],
    evidence: [],
    ms: 1,
    judgedAt: NOW,
  }
}

function view(
  given: Record<string, Given> = {},
  { roadmap = 'creator', target = bareTarget('acme.test') }: { roadmap?: RoadmapId; target?: Target } = {},
): DocView {
  const ids = checkIdsOf(roadmaps[roadmap], [])
  const state = deriveState({
    roadmap: roadmaps[roadmap],
    checks: ids.map(meta),
    results: Object.entries(given).map(([id, what]) => result(id, what)),
    now: NOW,
  })
  return { name: 'Acme', domain: 'acme.test', roadmap, target, state, ownerOf: () => undefined, now: NOW }
}

describe.each(Object.entries(makers))('%s', (id, make) => {
  it('is a document of the roadmaps', () => expect(Object.keys(deliverables)).toContain(id))

  it('is empty before the first audit and says what to do', () => {
    expect(make(view())).toEqual({ state: 'empty', missing: ['Run the first audit'], blocks: [] })
  })

  it('holds hostile text as text', () => {
    const fix: Fix = {
      effort: 'S',
      steps: [HOSTILE],
      snippet: { lang: 'x"><script>', code: `${HOSTILE}\n\`\`\`\n# out` },
      records: [{ type: 'TXT', name: HOSTILE, value: HOSTILE }],
    }
    const open = Object.fromEntries(
      checkIdsOf(roadmaps.ops, []).map((check) => [check, { verdict: 'fail', text: HOSTILE, fix } as const]),
    )
    const text = docMarkdown(HOSTILE, make(view(open, { roadmap: 'ops' })))
    const outside = text.replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '')
    expect(outside).not.toMatch(/(?<!\\)<script/)
    expect(outside).not.toMatch(/(?<!\\)\[a/)
    expect(outside).not.toMatch(/^# title/m)
  })
})

describe('edge configuration', () => {
  const target: Target = {
    ...bareTarget('acme.test'),
    urls: [
      { url: 'https://acme.test/login', purpose: 'login' },
      { url: 'https://acme.test/api', purpose: 'api' },
    ],
  }
  const edge = (names: string) => ({ 'edge-provider': { verdict: 'pass', text: names } as const })

  it('speaks the language of the network that was seen', () => {
    const make = makers['edge-config']
    const cloudflare = make?.(view(edge('Cloudflare'), { target }))
    expect(cloudflare?.blocks).toContainEqual(
      expect.objectContaining({ kind: 'code', code: expect.stringContaining('"/login"') }),
    )
    expect(
      docMarkdown('x', make?.(view(edge('Vercel'), { target })) ?? { state: 'empty', missing: [], blocks: [] }),
    ).toContain('vercel.json')
    expect(
      docMarkdown('x', make?.(view(edge('a server'), { target })) ?? { state: 'empty', missing: [], blocks: [] }),
    ).toContain('nginx')
  })

  it('lists the protected routes with a limit, and never caches them', () => {
    const doc = makers['edge-config']?.(view(edge('Cloudflare'), { target }))
    const rows = doc?.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : [])) ?? []
    expect(rows).toContainEqual(['/login', 'private, no-store'])
    expect(rows.find(([purpose]) => purpose === 'login')?.[2]).toContain('10 tries')
  })

  it('is incomplete without a login page and with something unproven', () => {
    const doc = makers['edge-config']?.(view({ ...edge('Cloudflare'), 'shared-cache-safety': { verdict: 'unknown' } }))
    expect(doc?.state).toBe('partial')
    expect(doc?.missing).toEqual(
      expect.arrayContaining(['Not proven: Title of shared-cache-safety', 'Name the address of your login page']),
    )
  })
})

it('the blocker list says what to change, in order, and who does it', () => {
  const fix: Fix = {
    effort: 'S',
    steps: ['Add the record'],
    records: [{ type: 'A', name: 'acme.test', value: '192.0.2.1' }],
  }
  const given = { 'host-apex': { verdict: 'fail', fix } as const }
  const owned = { ...view(given), ownerOf: () => 'Ada' }
  const doc = makers['blocker-list']?.(owned)
  expect(doc?.state).toBe('ready')
  expect(doc?.blocks).toContainEqual({ kind: 'text', text: 'Owner: Ada. Effort S.' })
  expect(doc?.blocks).toContainEqual({
    kind: 'table',
    columns: ['Type', 'Name', 'Value'],
    rows: [['A', 'acme.test', '192.0.2.1']],
  })
})
