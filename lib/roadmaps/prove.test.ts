import { describe, expect, it } from 'vitest'
import type { CheckMeta } from '../engine/check'
import { bareTarget, type Target } from '../engine/target'
import { NONE } from './answers'
import { deriveState } from './derive'
import { type Kept, openGroups, type ProveEntry, progressOf, proveEntries } from './prove'
import { placeOfCheck, placeOfItem, wordOfPerson } from './prove-place'
import { roadmaps } from './roadmap'
import type { Confirmation, LatestResult } from './state'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const DAY = 86_400_000

function meta(id: string, extra: Partial<CheckMeta> = {}): CheckMeta {
  return {
    id,
    version: 1,
    kind: 'automatic',
    title: id,
    impact: 'blocker',
    why: '',
    covers: {},
    raises: [],
    dependsOn: [],
    freshDays: 7,
    sources: [],
    ...extra,
  }
}

function result(checkId: string, verdict: LatestResult['verdict'], extra: Partial<LatestResult> = {}): LatestResult {
  return {
    checkId,
    checkVersion: 1,
    verdict,
    impact: 'blocker',
    findings: [],
    evidence: [],
    ms: 1,
    judgedAt: NOW,
    ...(verdict === 'unknown' ? { reason: 'needs-input' } : { reason: 'not-relevant' }),
    ...extra,
  }
}

type Given = {
  checks?: CheckMeta[]
  results?: LatestResult[]
  confirmations?: Confirmation[]
  target?: Partial<Target>
  kept?: Kept[]
}

const stateOf = ({ checks = [], results = [], confirmations = [] }: Given) =>
  deriveState({ roadmap: roadmaps.creator, checks, results, confirmations, now: NOW })

const entriesOf = (given: Given) =>
  proveEntries({
    state: stateOf(given),
    target: { ...bareTarget('acme.io'), ...given.target },
    kept: given.kept ?? [],
  })

function find(entries: readonly ProveEntry[], id: string): ProveEntry | undefined {
  return entries.find((entry) => entry.id === id)
}

const signed = (itemId: string, expiresAt?: number): Confirmation => ({
  itemId,
  statementVersion: 1,
  by: 'Ana',
  at: NOW - DAY,
  ...(expiresAt === undefined ? {} : { expiresAt }),
})

describe('questions', () => {
  it('of mail are not asked where no mail is sent', () => {
    const ids = entriesOf({ target: { profile: { sendsMail: false } } }).map(({ id }) => id)
    expect(ids).toContain('sends-mail')
    expect(ids).not.toContain('mail-sender')
    expect(ids).not.toContain('email-message')
  })

  it('of the registrar are asked only while a check asks', () => {
    const ask = { id: 'registration-date', question: '', who: 'founder', minutes: 2 } as const
    const checks = [meta('domain-registration', { ask })]
    const known = entriesOf({ checks, results: [result('domain-registration', 'pass')] })
    const open = entriesOf({ checks, results: [result('domain-registration', 'unknown')] })
    expect(find(known, 'registration-date')).toBeUndefined()
    expect(find(open, 'registration-date')).toMatchObject({ isOpen: true })
  })

  it('are answered by the target, whoever changed it, and by "there is none"', () => {
    const told = entriesOf({ target: { urls: [{ url: 'https://acme.io/in', purpose: 'login' }] } })
    expect(find(told, 'login-url')).toMatchObject({ isOpen: false, answer: { summary: ['https://acme.io/in'] } })
    const kept = [{ question: 'login-url', value: NONE, by: 'Ana', at: '2026-11-20T11:00:00Z' }]
    expect(find(entriesOf({ kept }), 'login-url')).toMatchObject({ isOpen: false, answer: { none: true } })
    expect(find(entriesOf({}), 'login-url')).toMatchObject({ isOpen: true })
  })

  it('are needed for GO where a must-have waits for them', () => {
    const ask = { id: 'mail-sender', question: '', who: 'developer', minutes: 2 } as const
    const checks = [meta('dkim-present', { ask })]
    expect(find(entriesOf({ checks, results: [result('dkim-present', 'unknown')] }), 'mail-sender')).toMatchObject({
      needed: true,
    })
    expect(find(entriesOf({ checks, results: [result('dkim-present', 'pass')] }), 'mail-sender')).toMatchObject({
      needed: false,
    })
  })
})

describe('statements', () => {
  const id = 'confirm-rollback-rehearsed'

  it('are open until somebody confirms them, and again once that expires', () => {
    expect(find(entriesOf({}), id)).toMatchObject({ isOpen: true, needed: true, hasExpired: false })
    const valid = entriesOf({ confirmations: [signed('rollback-rehearsed', NOW + 1)] })
    expect(find(valid, id)).toMatchObject({ isOpen: false, confirmation: { by: 'Ana' } })
    const over = entriesOf({ confirmations: [signed('rollback-rehearsed', NOW)] })
    expect(find(over, id)).toMatchObject({ isOpen: true, hasExpired: true })
  })

  it('are not asked where a machine decides, or has measured it', () => {
    expect(find(entriesOf({}), 'confirm-dns-apex-resolves')).toBeUndefined()
    const checks = [meta('rollback-rehearsed', { confirmable: true })]
    expect(find(entriesOf({ checks, results: [result('rollback-rehearsed', 'pass')] }), id)).toBeUndefined()
  })

  it('stand beside a check that sees the opposite', () => {
    const checks = [meta('rollback-rehearsed', { confirmable: true })]
    const results = [result('rollback-rehearsed', 'fail')]
    const entry = find(entriesOf({ checks, results, confirmations: [signed('rollback-rehearsed')] }), id)
    expect(entry).toMatchObject({ isOpen: false, against: [{ id: 'rollback-rehearsed' }] })
  })
})

describe('the page', () => {
  it('lists what GO waits for first, by who can do it, and counts minutes', () => {
    const entries = entriesOf({})
    const groups = openGroups(entries)
    expect(groups.map(({ who }) => who)).toEqual(['founder', 'developer', 'anyone'])
    for (const { open } of groups) {
      const firstOther = open.findIndex(({ needed }) => !needed)
      expect(firstOther === -1 || open.slice(firstOther).every(({ needed }) => !needed)).toBe(true)
    }
    const { done, total, needed, minutesLeft, minutesToGo } = progressOf(entries)
    expect(done).toBe(0)
    expect(total).toBe(entries.length)
    expect(needed).toBeGreaterThan(5)
    expect(minutesLeft).toBeGreaterThan(minutesToGo)
  })

  it('has a place of its own for every id', () => {
    const ids = entriesOf({}).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is where a check that asks and an item that can be confirmed lead', () => {
    const ask = { id: 'staging-host', question: '', who: 'developer', minutes: 1 } as const
    const state = stateOf({
      checks: [meta('dns-environment-separation', { ask })],
      results: [result('dns-environment-separation', 'unknown')],
    })
    const check = state.checks['dns-environment-separation']
    expect(check === undefined ? undefined : placeOfCheck(check)).toEqual({ id: 'staging-host', word: 'Answer' })
    expect(placeOfItem('staging-separated', state)).toEqual({ id: 'staging-host', word: 'Answer' })
    expect(placeOfItem('rollback-rehearsed', state)).toEqual({ id: 'confirm-rollback-rehearsed', word: 'Confirm' })
    expect(placeOfItem('dns-apex-resolves', state)).toBeUndefined()
  })

  it.each([
    ['rollback-rehearsed', undefined, 'attested', 'confirmed'],
    ['deploy-path-documented', undefined, 'assisted', 'claimed'],
    ['deploy-path-documented', { confirmable: true }, 'assisted', 'confirmed'],
  ] as const)('%s with a check %j is of kind %s, so it is %s', (itemId, extra, _, word) => {
    const checks = extra === undefined ? [] : [meta(itemId, extra)]
    const results = extra === undefined ? [] : [result(itemId, 'unknown')]
    expect(wordOfPerson(itemId, stateOf({ checks, results }))).toBeUndefined()
    expect(wordOfPerson(itemId, stateOf({ checks, results, confirmations: [signed(itemId)] }))).toBe(word)
  })
})
