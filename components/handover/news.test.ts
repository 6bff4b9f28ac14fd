import { describe, expect, test } from 'vitest'
import type { HandoverDto, HandoverRowDto } from '@/lib/contracts/handover'
import { newsBetween } from './news'
import { boxOf } from './words'

const AT = '2026-05-10T11:00:00.000Z'
const row = (key: string, changes: Partial<HandoverRowDto> = {}): HandoverRowDto => ({
  key,
  section: 'deploy',
  kind: 'own',
  text: key,
  tick: null,
  waitsFor: [],
  stageId: null,
  confirmation: null,
  statementVersion: null,
  owner: null,
  dueOn: null,
  note: { text: '', version: 0, by: null, at: null },
  proof: null,
  transfer: null,
  ...changes,
})
const ticked = (how: 'person' | 'confirmation' | 'evidence', by: string | null = 'Ben') => ({
  tick: { how, by, at: AT, expiresAt: null },
})
const checklist = (...rows: HandoverRowDto[]): HandoverDto => ({
  projectId: '0190c6b4-0000-7000-8000-000000000000',
  roadmap: 'creator',
  now: AT,
  ticked: 0,
  total: rows.length,
  sections: [{ id: 'deploy', title: 'Deploy', rows }],
  approvers: [],
  lastChange: null,
})

describe('what is said of the changes of others', () => {
  test.each([
    ['a tick', row('a'), row('a', ticked('person')), 'Ben ticked “a”.'],
    ['a confirmation', row('a'), row('a', ticked('confirmation')), 'Ben confirmed “a”.'],
    ['evidence', row('a'), row('a', ticked('evidence', null)), '“a” is proven by evidence now.'],
    ['a tick taken back', row('a', ticked('person')), row('a'), '“a” is open again.'],
    [
      'a note',
      row('a'),
      row('a', { note: { text: 'x', version: 1, by: 'Ben', at: AT } }),
      'Ben changed the note of “a”.',
    ],
    ['new words', row('a'), row('a', { text: 'b' }), '“b” has new words.'],
  ])('%s', (_, before, after, text) => {
    expect(newsBetween(checklist(before), checklist(after), new Set())).toEqual([{ key: 'a', text }])
  })

  test('a row that was added', () => {
    expect(newsBetween(checklist(), checklist(row('a')), new Set())).toEqual([{ key: 'a', text: '“a” was added.' }])
  })

  test('nothing of what the person did, nothing where nothing changed', () => {
    const after = checklist(row('a', ticked('person')), row('b'))
    expect(newsBetween(checklist(row('a'), row('b')), after, new Set(['a']))).toEqual([])
  })

  test('hidden characters of a name are written out', () => {
    const [news] = newsBetween(checklist(row('a')), checklist(row('a', ticked('person', 'Ben\u202eana'))), new Set())
    expect(news?.text).not.toContain('\u202e')
  })
})

describe('the box of a row', () => {
  const wait = { waitsFor: [{ checkId: 'spf-record', title: 'SPF', verdict: 'fail' as const }] }
  test.each([
    ['own, open', row('a'), true, false],
    ['measured, open', row('a', { kind: 'evidence' }), false, false],
    ['measured, ticked', row('a', { kind: 'confirm', ...ticked('evidence') }), false, false],
    ['to be confirmed', row('a', { kind: 'confirm' }), true, true],
    ['confirmed', row('a', { kind: 'confirm', ...ticked('confirmation') }), true, false],
    ['to be confirmed against a check', row('a', { kind: 'confirm', ...wait }), false, false],
    ['approvers, one missing', row('a', { kind: 'approvers' }), false, false],
  ])('%s', (_, entry, mayClick, opensProof) => {
    expect(boxOf(entry, { mayTick: true, isNamed: false })).toMatchObject({ mayClick, opensProof })
  })

  test('does nothing for those who only read', () => {
    expect(boxOf(row('a'), { mayTick: false, isNamed: true }).mayClick).toBe(false)
  })

  test('three named approvers can be confirmed again', () => {
    expect(boxOf(row('a', { kind: 'approvers' }), { mayTick: true, isNamed: true }).mayClick).toBe(true)
  })
})
