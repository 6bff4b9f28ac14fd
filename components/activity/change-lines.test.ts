import { expect, it } from 'vitest'
import type { ActivityDto } from '@/lib/contracts/activity'
import { changeLines } from './change-lines'

const BEN = '01a2025e-8e8d-73a1-b35c-66a728932643'
const names = new Map([[BEN, 'Ben']])

const said = (change: ActivityDto['change']) =>
  changeLines(change, names).map(({ label, before, after }) =>
    [label, before, after].filter((text) => text).join(' | '),
  )

const triage = { dueAt: null, order: null, waiver: null, ownerId: null, checkId: 'dns-dangling', fingerprint: 'x' }

it.each<[string, ActivityDto['change'], string[]]>([
  ['nothing', null, []],
  ['a name', { before: { name: 'Old' }, after: { name: 'New' } }, ['Name | Old | New']],
  [
    'an owner, by name, without what stayed empty',
    { projectId: 'p', checkId: 'dns-dangling', before: null, after: { ...triage, ownerId: BEN } },
    ['Check | dns-dangling', 'Owner | Ben'],
  ],
  [
    'a risk that is accepted, field by field',
    { before: triage, after: { ...triage, waiver: { until: '2026-11-29T23:59:59.999Z', reason: 'Next week' } } },
    ['Waiver, until | nothing | 29 Nov 2026, 23:59 UTC', 'Waiver, reason | nothing | Next week'],
  ],
  ['what is only said', { ended: 3, names: ['a', 'b'], active: false }, ['Ended | 3', 'Names | a, b', 'Active | no']],
  ['a removal', { before: { name: 'Gone' } }, ['Name | Gone']],
  ['what no form foresees', ['<b>', { x: 1 }], ['Change | <b>, {"x":1}']],
])('%s', (_name, change, lines) => {
  expect(said(change)).toEqual(lines)
})
