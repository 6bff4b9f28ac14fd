import { describe, expect, it } from 'vitest'
import type { Finding } from '@/lib/engine/finding'
import type { CheckState, ItemState } from '@/lib/roadmaps/state'
import { sentenceOf, statusOf, statusOfItem } from './words'

const finding = (verdict: Finding['verdict'], text: string): Finding => ({
  code: 'x',
  verdict,
  impact: 'blocker',
  subject: { kind: 'project', id: '' },
  params: {},
  refs: [],
  exhibits: [],
  text,
  fingerprint: text,
})

const check = (change: Partial<CheckState>): CheckState => ({
  id: 'tls-cert-name',
  title: 'Every certificate is made for its host',
  meta: undefined,
  result: undefined,
  verdict: 'pass',
  reason: undefined,
  impact: 'blocker',
  effectiveImpact: 'blocker',
  open: [],
  waived: [],
  ...change,
})

const wrong = finding('fail', 'Browsers warn visitors')
const weak = finding('warn', 'It ends soon')

describe('an accepted risk', () => {
  it.each<[string, Partial<CheckState>, string, string]>([
    ['beside what passes is shown as waived, never as a pass', { waived: [wrong] }, 'waived', wrong.text],
    ['of a weakness too', { verdict: 'warn', waived: [weak] }, 'waived', weak.text],
    ['beside another failure is shown as that', { verdict: 'fail', open: [wrong], waived: [weak] }, 'fail', wrong.text],
    ['of a failure hides behind no weakness', { verdict: 'warn', open: [weak], waived: [wrong] }, 'waived', weak.text],
    [
      'of a weakness beside another one is a warning',
      { verdict: 'warn', open: [weak], waived: [weak] },
      'warn',
      weak.text,
    ],
    ['that is over leaves a pass', {}, 'pass', 'Every certificate is made for its host'],
  ])('%s', (_name, change, status, sentence) => {
    expect(statusOf(check(change))).toBe(status)
    expect(sentenceOf(check(change))).toBe(sentence)
  })

  it('of an item that still fails is a failure', () => {
    const item: Omit<ItemState, 'state'> = {
      id: 'spf-valid',
      required: [],
      supporting: [],
      proven: 0,
      confirmable: false,
      waived: true,
    }
    expect(statusOfItem({ ...item, state: 'fail' })).toBe('fail')
    expect(statusOfItem({ ...item, state: 'pass' })).toBe('waived')
  })
})
