import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import bimi from '@/lib/checks/bimi'
import bulkSenderReadiness from '@/lib/checks/bulk-sender-readiness'
import daneSmtp from '@/lib/checks/dane-smtp'
import dkimKey from '@/lib/checks/dkim-key'
import dkimPresent from '@/lib/checks/dkim-present'
import dmarcPolicy from '@/lib/checks/dmarc-policy'
import dmarcRecord from '@/lib/checks/dmarc-record'
import dmarcReporting from '@/lib/checks/dmarc-reporting'
import emailParked from '@/lib/checks/email-parked'
import mtaSts from '@/lib/checks/mta-sts'
import mx from '@/lib/checks/mx'
import mxNull from '@/lib/checks/mx-null'
import mxStarttls from '@/lib/checks/mx-starttls'
import senderAlignment from '@/lib/checks/sender-alignment'
import senderReverseDns from '@/lib/checks/sender-reverse-dns'
import spfEvaluates from '@/lib/checks/spf-evaluates'
import spfHygiene from '@/lib/checks/spf-hygiene'
import spfLookupLimit from '@/lib/checks/spf-lookup-limit'
import spfPolicy from '@/lib/checks/spf-policy'
import spfRecord from '@/lib/checks/spf-record'
import tlsRpt from '@/lib/checks/tls-rpt'
import mailBimi from '@/lib/collect/mail-bimi'
import mailDane from '@/lib/collect/mail-dane'
import mailDkim from '@/lib/collect/mail-dkim'
import mailDmarc from '@/lib/collect/mail-dmarc'
import mailMessage from '@/lib/collect/mail-message'
import mailMtaSts from '@/lib/collect/mail-mta-sts'
import mailMx from '@/lib/collect/mail-mx'
import mailProfile from '@/lib/collect/mail-profile'
import mailReports from '@/lib/collect/mail-reports'
import mailReverse from '@/lib/collect/mail-reverse'
import mailSmtp from '@/lib/collect/mail-smtp'
import mailSpf from '@/lib/collect/mail-spf'
import mailTlsRpt from '@/lib/collect/mail-tls-rpt'
import { parseConfig } from '@/lib/config'
import type { CheckResult, Finding } from '@/lib/engine/finding'
import { run } from '@/lib/engine/run'
import { type Target, targetSchema } from '@/lib/engine/target'
import { createNet } from '@/lib/net/create'
import { mailPolicySites } from '../web/hosts/mail-policies'
import { startWorld, type World } from '../world'
import { QUICK_DNS } from './client-for'
import type { DnsLab } from './lab'
import type { Expectation, Zone } from './zone-text'
import { mailCareZones } from './zones/mail-care'
import { mailMoreZones } from './zones/mail-more'

const checks = [
  mx,
  mxNull,
  mxStarttls,
  daneSmtp,
  spfRecord,
  spfEvaluates,
  spfLookupLimit,
  spfPolicy,
  dkimPresent,
  dkimKey,
  dmarcRecord,
  dmarcPolicy,
  senderAlignment,
  spfHygiene,
  dmarcReporting,
  emailParked,
  tlsRpt,
  mtaSts,
  bulkSenderReadiness,
  bimi,
  senderReverseDns,
]
const collectors = [
  mailProfile,
  mailMx,
  mailSmtp,
  mailDane,
  mailSpf,
  mailDkim,
  mailDmarc,
  mailReports,
  mailReverse,
  mailMtaSts,
  mailTlsRpt,
  mailBimi,
  mailMessage,
]
const mine = new Set(checks.map((check) => check.id))

let world: World
let lab: DnsLab
beforeAll(async () => {
  world = await startWorld({ sites: mailPolicySites, zones: 'all', extraZones: [mailMoreZones, mailCareZones] })
  lab = world.dns
})
afterAll(() => world.stop())

const answer = (text: string | undefined) => (text === undefined ? undefined : text === 'yes')

/** The project a zone's settings describe. */
function targetOf(zone: Zone): Target {
  const { sends, receives, esp, selectors, mailfrom, senders } = zone.settings
  const stated = esp !== undefined || selectors !== undefined || mailfrom !== undefined || senders !== undefined
  return targetSchema.parse({
    domain: zone.origin,
    hosts: [{ name: zone.origin, role: 'apex' }],
    sending: stated
      ? (senders ?? zone.origin).split(',').flatMap((domain) =>
          (esp?.split(',') ?? [undefined]).map((provider) => ({
            domain,
            ...(provider === undefined ? {} : { provider }),
            ...(mailfrom === undefined ? {} : { returnPath: mailfrom }),
            ...(selectors === undefined ? {} : { selectors: selectors === 'none' ? [] : selectors.split(',') }),
          })),
        )
      : [],
    profile: {
      ...(sends === undefined ? {} : { sendsMail: answer(sends) }),
      ...(receives === undefined ? {} : { receivesMail: answer(receives) }),
    },
  })
}

type Audit = { results: Map<string, CheckResult>; evidence: string }

const known = new Map<string, Promise<Audit>>()

/** Each zone is audited once for all tests. */
function audit(zone: Zone): Promise<Audit> {
  const audited = known.get(zone.origin) ?? auditNow(zone)
  known.set(zone.origin, audited)
  return audited
}

/** A few at a time: zones that stay silent are waited for side by side. */
async function auditAll(): Promise<void> {
  const waiting = [...lab.zones]
  const work = async (): Promise<void> => {
    for (let zone = waiting.shift(); zone !== undefined; zone = waiting.shift()) await audit(zone)
  }
  await Promise.all(Array.from({ length: 4 }, work))
}

async function auditNow(zone: Zone): Promise<Audit> {
  const config = parseConfig(world.env)
  const net = createNet({ config, signal: new AbortController().signal, runId: 'mail', dnsTiming: QUICK_DNS })
  try {
    const { results, evidence } = await run({ checks, collectors, target: targetOf(zone), net })
    return {
      results: new Map(results.map((result) => [result.checkId, result])),
      evidence: JSON.stringify([...evidence.values()]),
    }
  } finally {
    await net.close()
  }
}

/** Findings a row of the zone speaks about: those of its selector or name where it names one. */
function aboutOf(result: CheckResult, { evidence }: Expectation): readonly Finding[] {
  const name = evidence.selector !== undefined ? `${evidence.selector}._domainkey` : evidence.name
  return name === undefined ? result.findings : result.findings.filter((finding) => finding.subject.id.includes(name))
}

/** A zone about one part of mail is often without the others; saying so is no false alarm. */
const LACKS = new Set(['absent', 'no-domainkey', 'provider-key-absent', 'own-mail-rejected', 'unprotected', 'unmet'])

/** Facts of an expectation by the name they have in evidence or findings. */
const FACTS: Record<string, string> = {
  lookups: 'lookups',
  voids: 'voids',
  result: 'result',
  bits: 'bits',
  effective: 'effective',
  policyDomain: 'policyDomain',
  orgDomain: 'organisation',
  voidsIPv6: 'voids',
}

function missingFacts(expected: Expectation, result: CheckResult, evidence: string): string[] {
  const seen = `${JSON.stringify(result.findings)}${evidence}`
  return Object.entries(expected.evidence)
    .filter(([key]) => key in FACTS)
    .filter(([key, value]) => !new RegExp(`"${FACTS[key]}":"?${value}["},]`).test(seen))
    .map(([key, value]) => `${key}=${value}`)
}

function differenceOf(zone: Zone, expected: Expectation, { results, evidence }: Audit): string | undefined {
  const result = results.get(expected.check)
  if (result === undefined) return `${zone.origin} ${expected.check}: no result`
  const findings = aboutOf(result, expected)
  const verdicts = findings.map((finding) => finding.verdict)
  const isMet =
    expected.evidence.selector !== undefined || expected.evidence.name !== undefined
      ? verdicts.some((verdict) => verdict === expected.verdict)
      : result.verdict === expected.verdict
  const missing = missingFacts(expected, result, evidence)
  if (isMet && missing.length === 0) return undefined
  if (isMet) return `${zone.origin} ${expected.check}: ${missing.join(', ')} not found`
  const texts = result.findings.map((finding) => `${finding.verdict} ${finding.code}: ${finding.text}`)
  return `${zone.origin} ${expected.check}: expected ${expected.verdict}, got ${result.verdict} ${result.reason ?? ''} ${texts.join(' | ')}`
}

describe('checks of mail against the zones of the laboratory', () => {
  it('gives the verdicts the zones expect', async () => {
    const differences: string[] = []
    await auditAll()
    for (const zone of lab.zones) {
      const expected = zone.expectations.filter((row) => mine.has(row.check))
      if (expected.length === 0) continue
      const seen = await audit(zone)
      for (const row of expected) {
        const difference = differenceOf(zone, row, seen)
        if (difference !== undefined) differences.push(difference)
      }
    }
    expect(differences).toEqual([])
  }, 90_000)

  it('blames a zone only for what it is about or what it really lacks', async () => {
    const alarms: string[] = []
    await auditAll()
    for (const zone of lab.zones) {
      const listed = new Set(zone.expectations.map((row) => row.check))
      const { results } = await audit(zone)
      for (const result of results.values()) {
        const failing = result.findings.filter((finding) => finding.verdict === 'fail')
        const surprising = failing.filter((finding) => !LACKS.has(finding.code))
        if (listed.has(result.checkId) || surprising.length === 0) continue
        alarms.push(`${zone.origin} ${result.checkId}: ${surprising.map((finding) => finding.text).join(' | ')}`)
      }
    }
    expect(alarms).toEqual([])
  }, 90_000)

  it.each(['shop-good.test', 'parked-good.test', 'xn--mnchen-3ya.test'])('raises no alarm on %s', async (origin) => {
    const zone = lab.zones.find((entry) => entry.origin === origin)
    expect(zone).toBeDefined()
    if (zone === undefined) return
    const { results } = await audit(zone)
    const open = [...results.values()].filter(
      (result) => result.verdict !== 'pass' && result.verdict !== 'not-applicable',
    )
    expect(open.map((result) => [result.checkId, result.findings.map((finding) => finding.text)])).toEqual([])
  })

  it('asks every question once and few in all', async () => {
    const zone = lab.zones.find((entry) => entry.origin === 'shop-good.test')
    expect(zone).toBeDefined()
    if (zone === undefined) return
    lab.log.length = 0
    await auditNow(zone)
    const asked = lab.log.map(({ server, name, type }) => `${server} ${name.toLowerCase()} ${type}`)
    expect(asked.filter((question, index) => asked.indexOf(question) < index)).toEqual([])
    expect(asked.length).toBeLessThan(150)
  })
})
