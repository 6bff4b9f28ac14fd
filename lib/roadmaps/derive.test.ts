import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CheckMeta } from '../engine/check'
import type { Impact, ReasonCode, Verdict } from '../engine/finding'
import { createSay } from '../engine/say'
import { host, project, record, type Subject } from '../engine/subject'
import { confirmations } from './confirmations'
import { checkIdsOf, deriveState, itemsOf } from './derive'
import type { RoadmapId } from './ids'
import { items } from './items'
import { roadmaps } from './roadmap'
import { seenFirst } from './seen-providers'
import type { Confirmation, LatestResult, ProjectState, SignalAnswer, Triage } from './state'
import { headline, reasonSentence } from './words'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const DAY = 86_400_000

function meta(id: string, extra: Partial<CheckMeta> = {}): CheckMeta {
  return {
    id,
    version: 1,
    kind: 'automatic',
    title: id,
    impact: 'high',
    why: '',
    covers: {},
    raises: [],
    dependsOn: [],
    freshDays: 7,
    sources: [],
    ...extra,
  }
}

type Given = {
  verdict: Verdict
  impact?: Impact
  on?: string | string[] | Subject
  reason?: ReasonCode
  ageDays?: number
}

function result(checkId: string, given: Given): LatestResult {
  const impact = given.impact ?? 'high'
  const say = createSay({ id: checkId, impact: 'blocker', messages: { said: `${checkId} says so` } })
  const verb = given.verdict === 'not-applicable' ? 'notApplicable' : given.verdict
  const on = given.on ?? project()
  const subjects = [on].flat().map((one) => (typeof one === 'string' ? host(one) : one))
  return {
    checkId,
    checkVersion: 1,
    verdict: given.verdict,
    impact,
    findings: given.reason === undefined ? subjects.map((subject) => say[verb]('said', {}, { subject, impact })) : [],
    evidence: [],
    ms: 1,
    judgedAt: NOW - (given.ageDays ?? 0) * DAY,
    ...(given.reason === undefined ? {} : { reason: given.reason }),
  }
}

/** A version in which every check of the roadmap exists and passes, but for the given ones. */
function state(
  changes: Record<string, Given | 'not-run' | 'not-built'> = {},
  {
    roadmapId = 'creator',
    triage = [],
    metas = {},
    confirmations = [],
    signalAnswers = [],
  }: {
    roadmapId?: RoadmapId
    triage?: Triage[]
    metas?: Record<string, Partial<CheckMeta>>
    confirmations?: Confirmation[]
    signalAnswers?: SignalAnswer[]
  } = {},
): ProjectState {
  const roadmap = roadmaps[roadmapId]
  const ids = checkIdsOf(roadmap, [])
  return deriveState({
    roadmap,
    checks: ids.filter((id) => changes[id] !== 'not-built').map((id) => meta(id, metas[id])),
    results: ids.flatMap((id) => {
      const change = changes[id] ?? { verdict: 'pass' }
      return typeof change === 'string' ? [] : [result(id, change)]
    }),
    triage,
    confirmations,
    signalAnswers,
    now: NOW,
  })
}

function fingerprintOf(checkId: string, on?: string): string {
  return result(checkId, { verdict: 'fail', ...(on === undefined ? {} : { on }) }).findings[0]?.fingerprint ?? ''
}

describe('launch verdict, first matching row', () => {
  const rows: [name: string, state: ProjectState, reason: string, words: string][] = [
    ['everything proven', state(), 'clear', 'GO. All 10 must-haves are proven.'],
    [
      'a required check of a must-have fails, whatever its impact',
      state({ 'spf-record': { verdict: 'fail', impact: 'low' } }),
      'blocked',
      'NO-GO. 1 launch blocker.',
    ],
    [
      'a blocker outside the bar fails',
      state({ 'dns-dangling': { verdict: 'fail', impact: 'blocker' } }),
      'blocked',
      'NO-GO. 1 launch blocker.',
    ],
    [
      'a must-have is not proven',
      state({ 'spf-record': { verdict: 'unknown' } }),
      'unproven',
      'NO-GO for now. Nothing is broken, but 1 must-have is not proven yet.',
    ],
    [
      'a must-have was never checked',
      state({ 'spf-record': 'not-run' }),
      'unproven',
      'NO-GO for now. Nothing is broken, but 1 must-have is not proven yet.',
    ],
    [
      'a must-have cannot be checked by this version',
      state({ 'spf-record': 'not-built' }),
      'unproven',
      'NO-GO for now. Nothing is broken, but 1 must-have is not proven yet.',
    ],
    [
      'a must-have is stale',
      state({ 'spf-record': { verdict: 'pass', ageDays: 8 } }),
      'unproven',
      'NO-GO for now. Nothing is broken, but 1 must-have is not proven yet.',
    ],
    [
      'a failure outweighs what is not proven',
      state({ 'spf-record': { verdict: 'unknown' }, 'host-apex': { verdict: 'fail' } }),
      'blocked',
      'NO-GO. 1 launch blocker.',
    ],
    [
      'a high failure outside the bar',
      state({ 'mixed-content': { verdict: 'fail' } }),
      'known-risks',
      'GO, with 1 known risk.',
    ],
    [
      'a high unknown outside the bar',
      state({ 'mixed-content': { verdict: 'unknown' } }),
      'known-risks',
      'GO, with 1 known risk.',
    ],
    [
      'a medium failure outside the bar',
      state({ 'mixed-content': { verdict: 'fail', impact: 'medium' } }),
      'clear',
      'GO. All 10 must-haves are proven.',
    ],
    [
      'warnings never block',
      state({ 'spf-record': { verdict: 'warn', impact: 'blocker' } }),
      'clear',
      'GO. All 10 must-haves are proven.',
    ],
    [
      'not applicable counts',
      state({ 'spf-record': { verdict: 'not-applicable' } }),
      'clear',
      'GO. All 10 must-haves are proven.',
    ],
  ]
  it.each(rows)('%s', (_name, derived, reason, words) => {
    expect(derived.verdict.reason).toBe(reason)
    expect(derived.verdict.answer).toBe(reason === 'clear' || reason === 'known-risks' ? 'go' : 'no-go')
    expect(headline(derived)).toBe(words)
  })

  it('a waived blocker lets the launch go, with a known risk', () => {
    const triage = [{ fingerprint: fingerprintOf('spf-record'), waivedUntil: NOW + DAY }]
    const derived = state({ 'spf-record': { verdict: 'fail', impact: 'blocker' } }, { triage })
    expect(derived.verdict).toEqual({ answer: 'go', reason: 'known-risks' })
    expect(derived.mustHaves.find((entry) => entry.id === 'email')?.state).toBe('at-risk')
    expect(derived.blockers).toEqual([])
  })

  it('a waiver that ended returns NO-GO by the clock alone', () => {
    const triage = [{ fingerprint: fingerprintOf('spf-record'), waivedUntil: NOW - 1 }]
    expect(state({ 'spf-record': { verdict: 'fail' } }, { triage }).verdict.reason).toBe('blocked')
  })

  it('a waiver covers its finding only, not another host', () => {
    const triage = [{ fingerprint: fingerprintOf('tls-cert-name', 'a.io'), waivedUntil: NOW + DAY }]
    expect(state({ 'tls-cert-name': { verdict: 'fail', on: 'b.io' } }, { triage }).verdict.reason).toBe('blocked')
  })

  it('NO-GO never comes without something listed', () => {
    for (const id of checkIdsOf(roadmaps.creator, [])) {
      for (const change of [
        { verdict: 'fail', impact: 'blocker' } as const,
        { verdict: 'unknown', impact: 'blocker' } as const,
        'not-built' as const,
      ]) {
        const derived = state({ [id]: change }, { metas: { [id]: { impact: 'blocker' } } })
        if (derived.verdict.reason === 'blocked') expect(derived.blockers.length, id).toBeGreaterThan(0)
      }
    }
  })
})

describe('a check the roadmap does not name', () => {
  const known = checkIdsOf(roadmaps.creator, [])
  const withJoining = (role: 'required' | 'supporting', verdict: Verdict): ProjectState => {
    const joining = meta('apex-answers-politely', { covers: { 'dns-apex-resolves': role, 'no-such-item': role } })
    return deriveState({
      roadmap: roadmaps.creator,
      checks: [...known.map((id) => meta(id)), joining],
      results: [...known.map((id) => result(id, { verdict: 'pass' })), result(joining.id, { verdict })],
      now: NOW,
    })
  }

  it('joins the item it covers by its own word', () => {
    const item = withJoining('required', 'pass').items['dns-apex-resolves']
    expect(item).toMatchObject({ state: 'pass', required: expect.arrayContaining(['apex-answers-politely']) })
  })

  it('decides it where it is required: its failure breaks the must-have', () => {
    const derived = withJoining('required', 'fail')
    expect(derived.items['dns-apex-resolves']?.state).toBe('fail')
    expect(derived.verdict.reason).toBe('blocked')
    expect(derived.blockers.map(({ checkId, items }) => [checkId, items])).toEqual([
      ['apex-answers-politely', ['dns-apex-resolves']],
    ])
  })

  it('only lowers it to a warning where it supports', () => {
    expect(withJoining('supporting', 'fail').items['dns-apex-resolves']?.state).toBe('warn')
  })
})

describe('item state', () => {
  const rows: [name: string, changes: Parameters<typeof state>[0], expected: Verdict][] = [
    ['a required check fails', { 'host-apex': { verdict: 'fail' } }, 'fail'],
    ['a required check is unknown', { 'host-apex': { verdict: 'unknown' } }, 'unknown'],
    ['a required check is missing', { 'host-apex': 'not-run' }, 'unknown'],
    ['a required check does not exist yet', { 'host-apex': 'not-built' }, 'unknown'],
    [
      'a failure outweighs an unknown',
      { 'host-apex': { verdict: 'unknown' }, 'dns-cname-rules': { verdict: 'fail' } },
      'fail',
    ],
    ['a required check warns', { 'host-apex': { verdict: 'warn' } }, 'warn'],
    ['a supporting check fails', { 'dns-ttl-launch': { verdict: 'fail' } }, 'warn'],
    ['a supporting check is unknown', { 'dns-ttl-launch': { verdict: 'unknown' } }, 'pass'],
    ['a supporting check does not exist yet', { 'dns-ttl-launch': 'not-built' }, 'pass'],
  ]
  it.each(rows)('%s', (_name, changes, expected) => {
    expect(state(changes).items['dns-apex-resolves']?.state).toBe(expected)
  })

  it('is not applicable when all required checks are', () => {
    const derived = state({
      'exposed-env': { verdict: 'not-applicable' },
      'exposed-vcs': { verdict: 'not-applicable' },
      'exposed-files': { verdict: 'not-applicable' },
    })
    expect(derived.items['env-file-not-exposed']?.state).toBe('not-applicable')
  })

  it('wants the live mail records looked at within a day', () => {
    expect(state({ 'spf-record': { verdict: 'pass', ageDays: 2 } }).items['email-auth-live']?.state).toBe('unknown')
    expect(state({ 'spf-record': { verdict: 'pass', ageDays: 2 } }).items['spf-valid']?.state).toBe('pass')
  })
})

describe('must-haves', () => {
  it.each([
    ['met', {}],
    ['broken', { 'spf-record': { verdict: 'fail' }, 'dkim-key': { verdict: 'unknown' } }],
    ['not-proven', { 'dkim-key': { verdict: 'unknown' } }],
  ] as const)('%s', (expected, changes) => {
    expect(state(changes).mustHaves.find((entry) => entry.id === 'email')?.state).toBe(expected)
  })
})

describe('stage state, first matching row', () => {
  const stageOf = (derived: ProjectState, id: string) => derived.stages.find((stage) => stage.id === id)
  const loadChecks = checkIdsOf(roadmaps.creator, []).filter((id) =>
    roadmaps.creator.stages
      .find((stage) => stage.id === 'load')
      ?.items.some((item) => [...items[item].required, ...items[item].supporting].includes(id)),
  )
  it('not started without any result', () => {
    expect(stageOf(state(Object.fromEntries(loadChecks.map((id) => [id, 'not-run' as const]))), 'load')?.state).toBe(
      'not-started',
    )
  })
  it.each([
    ['blocked', { 'shared-cache-safety': { verdict: 'fail' } }],
    ['unproven', { 'refresh-consistency': { verdict: 'unknown' } }],
    ['unproven', { 'edge-proxy-coverage': 'not-built' }],
    ['at-risk', { 'refresh-consistency': { verdict: 'fail' } }],
    ['at-risk', { 'edge-provider': { verdict: 'warn', impact: 'low' } }],
    ['ready', {}],
  ] as const)('%s', (expected, changes) => {
    expect(stageOf(state(changes), 'edge')?.state).toBe(expected)
  })
})

describe('failure signals', () => {
  const metas = { 'spf-record': { raises: ['login-mail-to-spam'] }, 'dkim-key': { raises: ['login-mail-to-spam'] } }
  it.each([
    ['present', { 'spf-record': { verdict: 'fail' }, 'dkim-key': { verdict: 'unknown' } }],
    ['clear', {}],
    ['clear', { 'dkim-key': { verdict: 'not-applicable' } }],
    ['unknown', { 'dkim-key': { verdict: 'unknown' } }],
  ] as const)('%s', (expected, changes) => {
    const signals = state(changes, { metas }).stages[0]?.signals
    expect(signals?.find((signal) => signal.id === 'login-mail-to-spam')?.state).toBe(expected)
  })

  it('is a question where no check can see it', () => {
    expect(state().stages[0]?.signals.find((signal) => signal.id === 'production-unexplainable')?.state).toBe('unknown')
  })
})

describe('fix order', () => {
  it('folds what one broken host explains under its cause', () => {
    const metas = {
      'tls-cert-name': { dependsOn: ['host-apex'] },
      'https-redirect': { dependsOn: ['tls-cert-name'] },
      'canonical-host': { dependsOn: ['host-apex'] },
    }
    const derived = state(
      {
        'host-apex': { verdict: 'fail', on: 'acme.io' },
        'tls-cert-name': { verdict: 'fail', on: 'acme.io' },
        'https-redirect': { verdict: 'unknown' },
        'canonical-host': { verdict: 'unknown' },
      },
      { metas },
    )
    expect(derived.blockers.map((blocker) => blocker.checkId)).toEqual(['host-apex'])
    expect(derived.blockers[0]?.waiting.sort()).toEqual(['canonical-host', 'https-redirect', 'tls-cert-name'])
  })

  it('keeps a failure on another host as a blocker of its own', () => {
    const metas = { 'tls-cert-name': { dependsOn: ['host-apex'] } }
    const derived = state(
      { 'host-apex': { verdict: 'fail', on: 'acme.io' }, 'tls-cert-name': { verdict: 'fail', on: 'app.acme.io' } },
      { metas },
    )
    expect(derived.blockers.map((blocker) => blocker.checkId)).toEqual(['host-apex', 'tls-cert-name'])
  })

  it('explains a failure on two hosts by a cause on each', () => {
    const metas = { 'canonical-host': { dependsOn: ['host-apex', 'host-www'] } }
    const derived = state(
      {
        'host-apex': { verdict: 'fail', on: 'acme.io' },
        'host-www': { verdict: 'fail', impact: 'blocker', on: 'www.acme.io' },
        'canonical-host': { verdict: 'fail', on: ['acme.io', 'www.acme.io'] },
      },
      { metas },
    )
    expect(derived.blockers.map((blocker) => blocker.checkId)).toEqual(['host-apex', 'host-www'])
    expect(derived.blockers[0]?.waiting).toEqual(['canonical-host'])
  })

  it('keeps what fails on one host more than its cause', () => {
    const metas = { 'canonical-host': { dependsOn: ['host-apex'] } }
    const derived = state(
      {
        'host-apex': { verdict: 'fail', on: 'acme.io' },
        'canonical-host': { verdict: 'fail', on: ['acme.io', 'www.acme.io'] },
      },
      { metas },
    )
    expect(derived.blockers.map((blocker) => blocker.checkId)).toEqual(['host-apex', 'canonical-host'])
  })

  it('explains every name below a domain that does not exist', () => {
    const metas = { 'critical-urls-up': { dependsOn: ['domain-resolves'] } }
    const derived = state(
      {
        'domain-resolves': { verdict: 'fail', on: 'acme.io' },
        'critical-urls-up': { verdict: 'fail', on: ['acme.io', 'app.acme.io'] },
      },
      { metas },
    )
    expect(derived.blockers.map((blocker) => blocker.checkId)).toEqual(['domain-resolves'])
  })

  it('knows that the records of one domain belong together', () => {
    const metas = { 'dkim-present': { dependsOn: ['dkim-key'] } }
    const derived = state(
      {
        'dkim-key': { verdict: 'fail', on: record('TXT', 's1._domainkey.acme.io') },
        'dkim-present': { verdict: 'fail', on: record('TXT', '_domainkey.acme.io') },
      },
      { metas },
    )
    expect(derived.blockers.map((blocker) => blocker.checkId)).toEqual(['dkim-key'])
  })

  it('lists no risk that another finding explains', () => {
    const metas = { 'edge-proxy-coverage': { dependsOn: ['host-apex'] } }
    const derived = state(
      {
        'host-apex': { verdict: 'fail', on: 'acme.io' },
        'edge-proxy-coverage': { verdict: 'fail', impact: 'medium', on: 'acme.io' },
      },
      { metas },
    )
    expect(derived.risks).toEqual([])
  })

  it('repairs names before certificates, certificates before mail, mail before secrets', () => {
    const failing = [
      'exposed-env',
      'spf-record',
      'tls-cert-expiry',
      'host-apex',
      'redirect-loop',
      'shared-cache-safety',
    ]
    const derived = state(Object.fromEntries(failing.map((id) => [id, { verdict: 'fail' as const }])))
    expect(derived.blockers.map((blocker) => blocker.checkId)).toEqual([
      'host-apex',
      'tls-cert-expiry',
      'redirect-loop',
      'shared-cache-safety',
      'spf-record',
      'exposed-env',
    ])
  })

  it('lists a blocker whose cause is no blocker itself', () => {
    const metas = { 'tls-cert-name': { dependsOn: ['edge-provider'] } }
    const derived = state(
      { 'edge-provider': { verdict: 'fail', impact: 'medium' }, 'tls-cert-name': { verdict: 'fail' } },
      { metas },
    )
    expect(derived.blockers.map((blocker) => blocker.checkId)).toEqual(['tls-cert-name'])
  })

  it('survives checks that depend on each other', () => {
    const metas = { 'tls-cert-name': { dependsOn: ['host-apex'] }, 'host-apex': { dependsOn: ['tls-cert-name'] } }
    const derived = state({ 'host-apex': { verdict: 'fail' }, 'tls-cert-name': { verdict: 'fail' } }, { metas })
    expect(derived.blockers.length).toBeGreaterThan(0)
  })
})

describe('roadmaps', () => {
  it.each(['creator', 'ops'] as const)('%s: every must-have needs items of its own stages', (id) => {
    const known = new Set(itemsOf(roadmaps[id]))
    for (const mustHave of roadmaps[id].mustHaves)
      for (const item of mustHave.items) expect(known.has(item), `${mustHave.id}: ${item}`).toBe(true)
  })

  it('creator has seven stages and ten must-haves, ops six and seven', () => {
    expect([roadmaps.creator.stages.length, roadmaps.creator.mustHaves.length]).toEqual([7, 10])
    expect([roadmaps.ops.stages.length, roadmaps.ops.mustHaves.length]).toEqual([6, 7])
  })

  it('shows every item in at least one stage', () => {
    const shown = new Set([...itemsOf(roadmaps.creator), ...itemsOf(roadmaps.ops)])
    expect(Object.keys(items).filter((id) => !shown.has(id as keyof typeof items))).toEqual([])
  })

  it('gives the same answer for the same input', () => {
    expect(state({ 'spf-record': { verdict: 'fail' } })).toEqual(state({ 'spf-record': { verdict: 'fail' } }))
  })
})

describe('confirmations', () => {
  const signed = (itemId: string, extra: Partial<Confirmation> = {}): Confirmation => ({
    itemId,
    statementVersion: 1,
    by: 'Ada',
    at: NOW - DAY,
    expiresAt: NOW + DAY,
    ...extra,
  })
  const withSigned = (
    changes: Parameters<typeof state>[0],
    confirmations: Confirmation[],
    metas: Record<string, Partial<CheckMeta>> = {},
  ): ProjectState => state(changes, { confirmations, metas })
  const rows: [name: string, state: ProjectState, check: string, verdict: Verdict, reason: string | undefined][] = [
    [
      'proves what this version cannot check',
      withSigned({ 'rollback-rehearsed': 'not-built' }, [signed('rollback-rehearsed')]),
      'rollback-rehearsed',
      'pass',
      undefined,
    ],
    [
      'expired by the clock alone',
      withSigned({ 'rollback-rehearsed': 'not-built' }, [signed('rollback-rehearsed', { expiresAt: NOW })]),
      'rollback-rehearsed',
      'unknown',
      'confirmation-expired',
    ],
    [
      'of a former wording',
      withSigned({ 'rollback-rehearsed': 'not-built' }, [signed('rollback-rehearsed', { statementVersion: 0 })]),
      'rollback-rehearsed',
      'unknown',
      'confirmation-expired',
    ],
    [
      'without expiry',
      withSigned({ 'secret-owners': 'not-built' }, [signed('access-transferred', { expiresAt: undefined })]),
      'secret-owners',
      'pass',
      undefined,
    ],
    [
      'that nobody signed',
      withSigned({ 'rollback-rehearsed': 'not-built' }, []),
      'rollback-rehearsed',
      'unknown',
      'unconfirmed',
    ],
    [
      'never overrides a failure',
      withSigned({ 'ddos-protection': { verdict: 'fail' } }, [signed('ddos-protection-on')], {
        'ddos-protection': { confirmable: true },
      }),
      'ddos-protection',
      'fail',
      undefined,
    ],
    [
      'lifts an unknown check that may be confirmed',
      withSigned({ 'ddos-protection': { verdict: 'unknown' } }, [signed('ddos-protection-on')], {
        'ddos-protection': { confirmable: true },
      }),
      'ddos-protection',
      'pass',
      undefined,
    ],
    [
      'does not lift a check that only a measurement proves',
      withSigned({ 'ddos-protection': { verdict: 'unknown' } }, [signed('ddos-protection-on')]),
      'ddos-protection',
      'unknown',
      'findings',
    ],
  ]
  it.each(rows)('%s', (_, derived, checkId, verdict, reason) => {
    expect(derived.checks[checkId]).toMatchObject({ verdict, reason })
  })

  it('the newest statement of an item counts, and taking one back answers NO-GO', () => {
    const only = { 'rollback-rehearsed': 'not-built' } as const
    expect(withSigned(only, [signed('rollback-rehearsed')]).verdict).toEqual({ answer: 'go', reason: 'clear' })
    expect(withSigned(only, []).verdict).toEqual({ answer: 'no-go', reason: 'unproven' })
    const replaced = [signed('rollback-rehearsed'), signed('rollback-rehearsed', { at: NOW, expiresAt: NOW - 1 })]
    expect(withSigned(only, replaced).verdict).toEqual({ answer: 'no-go', reason: 'unproven' })
  })

  it('every item that waits for a check to be built has a statement', () => {
    const built = new Set(
      readdirSync(new URL('../checks', import.meta.url)).map((file) => file.replace(/(\.test)?\.ts$/, '')),
    )
    const waiting = Object.entries(items).filter(([, item]) => item.required.some((id) => !built.has(id)))
    expect(waiting.map(([id]) => id).filter((id) => !Object.hasOwn(confirmations, id))).toEqual([])
  })
})

describe('answers to failure signals', () => {
  const answered = (answer: 'yes' | 'no', changes: Parameters<typeof state>[0] = {}): string | undefined =>
    state(changes, {
      signalAnswers: [{ signalId: 'every-change-a-ticket', answer, by: 'Ada', at: NOW }],
    })
      .stages.flatMap((stage) => stage.signals)
      .find((signal) => signal.id === 'every-change-a-ticket')?.state
  it('yes means the symptom is absent', () => expect(answered('yes')).toBe('clear'))
  it('no means it is there', () => expect(answered('no')).toBe('present'))
  it('never hides what a check sees', () => {
    const derived = state(
      { 'spf-record': { verdict: 'fail' } },
      {
        metas: { 'spf-record': { raises: ['login-mail-to-spam'] } },
        signalAnswers: [{ signalId: 'login-mail-to-spam', answer: 'yes', by: 'Ada', at: NOW }],
      },
    )
    const seen = derived.stages.flatMap((stage) => stage.signals).find((signal) => signal.id === 'login-mail-to-spam')
    expect(seen).toMatchObject({ state: 'present', because: ['spf-record'] })
  })
})

describe('the order people gave', () => {
  const broken = { 'spf-record': { verdict: 'fail' }, 'dns-dangling': { verdict: 'fail', impact: 'blocker' } } as const
  const orders = (...pairs: [string, number][]): Triage[] =>
    pairs.map(([checkId, order]) => ({ fingerprint: fingerprintOf(checkId), order }))
  const listed = (derived: ProjectState): string[] =>
    derived.blockers.map((blocker) => `${blocker.checkId}${blocker.isNew === true ? ' new' : ''}`)

  it('counts before the suggestion', () => {
    expect(listed(state(broken))).toEqual(['dns-dangling', 'spf-record'])
    const triage = orders(['spf-record', 1], ['dns-dangling', 2])
    expect(listed(state(broken, { triage }))).toEqual(['spf-record', 'dns-dangling'])
  })

  it('keeps new blockers behind the one they follow in the suggestion', () => {
    const more = { ...broken, 'host-apex': { verdict: 'fail' }, 'dmarc-record': { verdict: 'fail' } } as const
    const suggested = listed(state(more))
    expect(suggested).toEqual(['dns-dangling', 'host-apex', 'dmarc-record', 'spf-record'])
    const triage = orders(['spf-record', 1], ['dns-dangling', 2])
    expect(listed(state(more, { triage }))).toEqual(['spf-record', 'dns-dangling', 'host-apex new', 'dmarc-record new'])
  })

  it('a finding that is no blocker any more leaves the others where they are', () => {
    const triage = orders(['spf-record', 1], ['dns-dangling', 2], ['dmarc-record', 3])
    expect(listed(state(broken, { triage }))).toEqual(['spf-record', 'dns-dangling'])
  })
})

describe('accepted risks', () => {
  const until = NOW + DAY
  const accepted = state(
    { 'spf-record': { verdict: 'fail' } },
    { triage: [{ fingerprint: fingerprintOf('spf-record'), waivedUntil: until }] },
  )
  it('are listed with their end and named in the answer', () => {
    expect(accepted.accepted).toMatchObject([{ checkId: 'spf-record', until }])
    expect(accepted.verdict).toEqual({ answer: 'go', reason: 'known-risks' })
    expect(reasonSentence(accepted)).toBe('With 1 known risk. Accepted for now: spf-record says so.')
  })
  it('count again when their time is over, by the clock alone', () => {
    const over = state(
      { 'spf-record': { verdict: 'fail' } },
      { triage: [{ fingerprint: fingerprintOf('spf-record'), waivedUntil: NOW }] },
    )
    expect(over.accepted).toEqual([])
    expect(over.verdict).toEqual({ answer: 'no-go', reason: 'blocked' })
  })
})

it('what waits for a permission is not folded under something broken', () => {
  const derived = state(
    { 'host-apex': { verdict: 'fail' }, 'rate-limit-login': 'not-run', 'https-reachable': 'not-run' },
    {
      metas: {
        'rate-limit-login': { dependsOn: ['host-apex'], active: true },
        'https-reachable': { dependsOn: ['host-apex'] },
      },
    },
  )
  expect(derived.checks['rate-limit-login']?.reason).toBe('needs-permission')
  expect(derived.blockers.find(({ checkId }) => checkId === 'host-apex')?.waiting).toEqual(['https-reachable'])
})

it('fixes begin with the provider that was seen', () => {
  const say = createSay({ id: 'edge-provider', impact: 'low', messages: { confirmed: '{names}' } })
  const seen = say.pass('confirmed', { names: 'Netlify, then nginx' }, { subject: host('acme.test') })
  const derived = deriveState({
    roadmap: roadmaps.creator,
    checks: [meta('edge-provider')],
    results: [{ ...result('edge-provider', { verdict: 'pass' }), findings: [seen] }],
    now: NOW,
  })
  const order = (state_: ProjectState) =>
    seenFirst(
      ['Cloudflare', 'Vercel', 'Netlify', 'nginx'].map((provider) => ({ provider })),
      state_,
    ).map(({ provider }) => provider)
  expect(order(derived)).toEqual(['Netlify', 'nginx', 'Cloudflare', 'Vercel'])
  expect(order(state())).toEqual(['Cloudflare', 'Vercel', 'Netlify', 'nginx'])
})
