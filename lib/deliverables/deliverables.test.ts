import { describe, expect, it } from 'vitest'
import type { CheckMeta } from '../engine/check'
import type { Finding, Fix } from '../engine/finding'
import { createSay } from '../engine/say'
import { host } from '../engine/subject'
import { bareTarget, type Target } from '../engine/target'
import { deliverables } from '../roadmaps/deliverables'
import { checkIdsOf, deriveState } from '../roadmaps/derive'
import type { DeliverableId, RoadmapId } from '../roadmaps/ids'
import { roadmaps } from '../roadmaps/roadmap'
import type { LatestResult } from '../roadmaps/state'
import { checklistOf } from './checklist'
import type { AllWritten, Block, DocView, Value, Written } from './doc'
import { makeDoc, makers } from './makers'
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
  {
    roadmap = 'creator',
    target = bareTarget('acme.test'),
    written = {},
  }: { roadmap?: RoadmapId; target?: Target; written?: AllWritten } = {},
): DocView {
  const ids = checkIdsOf(roadmaps[roadmap], [])
  const state = deriveState({
    roadmap: roadmaps[roadmap],
    checks: ids.map(meta),
    results: Object.entries(given).map(([id, what]) => result(id, what)),
    now: NOW,
  })
  return { name: 'Acme', domain: 'acme.test', roadmap, target, state, ownerOf: () => undefined, written, now: NOW }
}

const IDS = Object.keys(deliverables).filter((id): id is DeliverableId => id in makers)
const tablesIn = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))

it('makes every document of both roadmaps and no other', () => {
  const wanted = Object.values(roadmaps).flatMap(({ stages }) => stages.flatMap((stage) => stage.deliverables))
  expect(new Set(Object.keys(makers))).toEqual(new Set(wanted))
  expect(new Set(Object.keys(deliverables))).toEqual(new Set(wanted))
})

describe.each(IDS)('%s', (id) => {
  it('says before the first audit what would fill it', () => {
    const doc = makeDoc(id, view())
    expect(doc.state).not.toBe('ready')
    expect(doc.missing).toContainEqual({ text: 'Run the first audit', at: { kind: 'run' } })
    expect(doc.filled).toBeLessThan(doc.total)
  })

  it('asks each question once, and places every part it asks for', () => {
    const { parts } = makeDoc(id, view())
    const ids = parts.map((part) => part.id)
    expect(new Set(ids).size).toBe(ids.length)
    const asked = makers[id].asks.map((ask) => ask.id)
    expect(parts.filter((part) => part.asked !== undefined).map((part) => part.id)).toEqual(
      expect.arrayContaining(asked),
    )
    expect(asked.every((ask) => /^[a-z0-9-]{1,40}$/.test(ask))).toBe(true)
    const given = makers[id].parts(view()).flatMap((part) => ('ask' in part ? [part.ask] : []))
    expect(asked).toEqual(expect.arrayContaining(given))
  })

  it('offers suggestions that fit what is asked', () => {
    for (const { asked } of makeDoc(id, view()).parts) {
      if (asked?.suggestion === undefined) continue
      const { ask, suggestion } = asked
      if (ask.form === 'text') expect(suggestion).toBeTypeOf('string')
      else for (const row of suggestion) expect(row).toHaveLength(ask.columns.length)
    }
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
    const parts = makers[id].asks.map((ask): [string, Written] => [
      ask.id,
      {
        value: ask.form === 'text' ? HOSTILE : [ask.columns.map(() => HOSTILE)],
        version: 1,
        by: HOSTILE,
        at: NOW,
      },
    ])
    const written: AllWritten = { [id]: Object.fromEntries(parts) }
    const text = docMarkdown(HOSTILE, makeDoc(id, view(open, { roadmap: 'ops', written })))
    const outside = text.replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '')
    expect(outside).not.toMatch(/(?<!\\)<script/)
    expect(outside).not.toMatch(/(?<!\\)\[a/)
    expect(outside).not.toMatch(/^# title/m)
    expect(outside).not.toContain('\u202e')
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
  const made = (names: string) => makeDoc('edge-config', view(edge(names), { target }))

  it('speaks the language of the network that was seen', () => {
    expect(made('Cloudflare').blocks).toContainEqual(
      expect.objectContaining({ kind: 'code', code: expect.stringContaining('"/login"') }),
    )
    expect(docMarkdown('x', made('Vercel'))).toContain('vercel.json')
    expect(docMarkdown('x', made('a server'))).toContain('nginx')
  })

  it('lists the protected routes with a limit, and never caches them', () => {
    const rows = tablesIn(made('Cloudflare').blocks).flatMap((block) => block.rows)
    expect(rows).toContainEqual(['/login', 'private, no-store'])
    expect(rows.find(([purpose]) => purpose === 'login')?.[2]).toContain('10 tries')
  })

  it('is incomplete without a login page and with something unproven', () => {
    const doc = makeDoc('edge-config', view({ ...edge('Cloudflare'), 'shared-cache-safety': { verdict: 'unknown' } }))
    expect(doc.state).toBe('partial')
    expect(doc.missing).toEqual(
      expect.arrayContaining([
        { text: 'Not proven: Title of shared-cache-safety', at: { kind: 'check', id: 'shared-cache-safety' } },
        { text: 'Name the address of your login page', at: { kind: 'question', id: 'login-url' } },
      ]),
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
  const doc = makeDoc('blocker-list', { ...view(given), ownerOf: () => 'Ada' })
  expect(doc.state).toBe('ready')
  expect(doc.blocks).toContainEqual({ kind: 'text', text: 'Where: acme.test. Owner: Ada. Effort S.' })
  expect(doc.blocks).toContainEqual({
    kind: 'table',
    columns: ['Type', 'Name', 'Value'],
    rows: [['A', 'acme.test', '192.0.2.1']],
  })
})

describe('what people write', () => {
  const written = (value: Value): AllWritten => ({
    'deploy-instructions': { deploy: { value, version: 1, by: 'Ana', at: NOW } },
  })
  const part = (value: Value) =>
    makeDoc('deploy-instructions', view({}, { written: written(value) })).parts.find(({ id }) => id === 'deploy')

  it('counts once its blanks are filled in', () => {
    expect(part('1. Merge into ____')).toMatchObject({ state: 'open' })
    expect(part('1. Merge into main\n2. Wait')).toMatchObject({
      state: 'filled',
      missing: [],
      blocks: [{ kind: 'list', ordered: true, items: ['Merge into main', 'Wait'] }],
    })
  })

  it('keeps lines, lists and counting as they were typed', () => {
    expect(part('First:\n- a\n- b\n1. one\n1. again')?.blocks).toEqual([
      { kind: 'text', text: 'First:' },
      { kind: 'list', ordered: false, items: ['a', 'b'] },
      { kind: 'list', ordered: true, items: ['one'] },
      { kind: 'list', ordered: true, items: ['again'] },
    ])
  })

  it('is never lost from the text because something generated changed', () => {
    const before = makeDoc('deploy-instructions', view({}, { written: written('Our way') }))
    const after = makeDoc(
      'deploy-instructions',
      view({ 'host-apex': { verdict: 'fail' } }, { roadmap: 'ops', written: written('Our way') }),
    )
    for (const doc of [before, after]) expect(docMarkdown('x', doc)).toContain('Our way')
  })

  it('asks for the cell that is needed', () => {
    const rows = [['Leads', 'Ana', '', '']]
    const all: AllWritten = { 'incident-note': { people: { value: rows, version: 2, by: 'Ana', at: NOW } } }
    const doc = makeDoc('incident-note', view({}, { written: all }))
    expect(doc.missing.map(({ text }) => text)).toContain('"Who does what": a row has no entry for "Stands in"')
  })
})

describe('map of variables', () => {
  const leak: Given = {
    verdict: 'fail',
    fix: { effort: 'M', steps: ['Replace them in this order: STRIPE_SECRET_KEY, DATABASE_URL.'] },
  }

  it('lists names anyone could read, never a value', () => {
    const key = ['sk', 'live', 'abcdefghijklmnop1234'].join('_')
    const exhibits: Finding['exhibits'] = [{ kind: 'text', title: 'Seen', text: `SENDGRID_API_KEY=${key}` }]
    const doc = makeDoc('env-var-map', view({ 'exposed-env': { ...leak, exhibits } }))
    const readable = doc.parts.find(({ id }) => id === 'readable')
    expect(tablesIn(readable?.blocks ?? [])[0]?.rows.map(([name]) => name)).toEqual([
      'DATABASE_URL',
      'SENDGRID_API_KEY',
      'STRIPE_SECRET_KEY',
    ])
    expect(JSON.stringify(doc)).not.toContain(key)
  })

  it('proposes the variables of what is known, the exposed ones first', () => {
    const target: Target = { ...bareTarget('acme.test'), sending: [{ domain: 'acme.test', provider: 'Postmark' }] }
    const doc = makeDoc('env-var-map', view({ 'exposed-env': leak }, { target }))
    const rows = doc.parts.find(({ id }) => id === 'variables')?.asked?.suggestion
    expect(rows).toEqual(expect.arrayContaining([expect.arrayContaining(['POSTMARK_SERVER_TOKEN'])]))
    expect(rows?.[0]?.[1]).toContain('new value')
  })
})

it('the handover pack lists every other document with how far it is', () => {
  const doc = makeDoc('handover-pack', view())
  const [contents] = doc.parts
  const listed = tablesIn(contents?.blocks ?? []).flatMap(({ rows }) => rows.map(([title]) => title))
  expect(listed).toContain('Deploy instructions')
  expect(listed).not.toContain('Handover pack')
  expect(contents?.missing).toContainEqual(
    expect.objectContaining({ at: { kind: 'document', id: 'deploy-instructions' } }),
  )
})

describe('the handover checklist in the pack', () => {
  const row = (text: string, more: object = {}) => ({
    kind: 'own',
    text,
    tick: null,
    owner: null,
    transfer: null,
    ...more,
  })
  const at = '2026-11-19T10:00:00.000Z'
  const checklist = checklistOf({
    sections: [
      {
        title: 'Email',
        rows: [
          row('Records are live', { tick: { how: 'evidence', by: null, at } }),
          row('Reports are read', { tick: { how: 'confirmation', by: 'Ana', at }, owner: { name: 'Ben' } }),
          row('Told the team'),
        ],
      },
      {
        title: 'Deploy',
        rows: [
          row('Deploy permission', { tick: { how: 'person', by: 'Ana', at }, transfer: { from: 'Ana', to: 'Ben' } }),
        ],
      },
    ],
    approvers: [
      { title: 'DNS edits', name: 'Ana', reach: 'by phone' },
      { title: 'Rollback', name: null, reach: null },
    ],
  })
  const doc = makeDoc('handover-pack', { ...view(), checklist })
  const part = (wanted: string) => doc.parts.find(({ id }) => id === wanted)

  it('says who or what ticked each row, and what is open', () => {
    expect(tablesIn(part('checklist')?.blocks ?? []).flatMap(({ rows }) => rows)).toEqual([
      ['Records are live', 'proven on 2026-11-19', ''],
      ['Reports are read', 'confirmed by Ana on 2026-11-19', 'Ben'],
      ['Told the team', 'open', ''],
      ['Deploy permission', 'Ana', 'Ben', 'Ana on 2026-11-19'],
    ])
    expect(part('checklist')?.missing).toMatchObject([{ text: 'The handover checklist has 1 open row' }])
  })

  it('names the approvers, and who is missing', () => {
    expect(tablesIn(part('approvers')?.blocks ?? [])[0]?.rows).toEqual([
      ['DNS edits', 'Ana', 'by phone'],
      ['Rollback', 'nobody yet', ''],
    ])
    expect(part('approvers')?.missing).toMatchObject([{ text: 'Nobody is named who approves: Rollback' }])
  })
})
