import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../../../lib/config'
import type { CheckResult, Finding } from '../../../lib/engine/finding'
import { run } from '../../../lib/engine/run'
import type { HostRole, Target } from '../../../lib/engine/target'
import { createNet } from '../../../lib/net/create'
import { checks, collectors } from '../../../lib/registry/registry'
import { startWorld, type World } from '../world'
import { QUICK_DNS } from './client-for'
import { readLabZones } from './lab'
import type { Expectation, Zone } from './zone-text'

/** Checks of names and zones; those of mail are judged in mail-checks.test.ts, those of the web in their own laboratory. */
const DNS_CHECKS = /^(domain-|host-|dns|caa$)/

const DAY_MS = 86_400_000

const ROLES: Record<string, HostRole> = {
  '@': 'apex',
  www: 'www',
  app: 'app',
  api: 'api',
  mail: 'mail',
  docs: 'docs',
  status: 'status',
  staging: 'staging',
  dev: 'staging',
}

function listOf(text: string | undefined): string[] {
  return text === undefined || text === 'none' || text === '' ? [] : text.split(',')
}

function yesNo(text: string | undefined): boolean | undefined {
  return text === 'yes' ? true : text === 'no' ? false : undefined
}

/** The project a person would set up for a zone, from its settings. */
function targetOf(zone: Zone): Target {
  const hasWww = zone.records.some((record) => record.name === `www.${zone.origin}`)
  const expectsWww = zone.expectations.some((expected) => expected.check === 'host-www')
  const hasApex = zone.records.some(
    (record) => record.name === zone.origin && (record.type === 'A' || record.type === 'AAAA'),
  )
  const expectsApex = zone.expectations.some((expected) => /^(host-apex|domain-resolves)$/.test(expected.check))
  const assumed = [...(hasApex || expectsApex ? ['@'] : []), ...(hasWww || expectsWww ? ['www'] : [])].join(',')
  const { hosts = assumed, staging, sends, receives, esp, selectors, launch, ca, tenants } = zone.settings
  const sendsMail = yesNo(sends)
  const receivesMail = yesNo(receives)
  const names = [...listOf(hosts), ...listOf(staging)]
  const isSender = esp !== undefined || selectors !== undefined
  return {
    domain: zone.origin,
    hosts: names.map((label) => ({
      name: label === '@' ? zone.origin : `${label}.${zone.origin}`,
      role: ROLES[label] ?? 'other',
    })),
    urls: [],
    sending: isSender
      ? [{ domain: zone.origin, ...(esp === undefined ? {} : { provider: esp }), selectors: listOf(selectors) }]
      : [],
    profile: {
      ...(sendsMail === undefined ? {} : { sendsMail }),
      ...(receivesMail === undefined ? {} : { receivesMail }),
      ...(yesNo(tenants) === true ? { tenantSubdomains: true } : {}),
      ...(ca === undefined ? {} : { certificateAuthority: ca }),
      ...(launch === undefined ? {} : { launchAt: new Date(Date.now() + Number(launch) * DAY_MS).toISOString() }),
    },
  }
}

function isAbout(finding: Finding, name: string): boolean {
  return (
    finding.subject.id === name ||
    finding.subject.id.endsWith(` ${name}`) ||
    finding.subject.id.split(' ').includes(name)
  )
}

function differenceOf(expected: Expectation, results: readonly CheckResult[]): string | undefined {
  const result = results.find((entry) => entry.checkId === expected.check)
  if (result === undefined) return undefined
  const name = expected.evidence.name
  const verdicts =
    name === undefined
      ? [result.verdict]
      : result.findings.filter((finding) => isAbout(finding, name)).map((finding) => finding.verdict)
  if (verdicts.includes(expected.verdict as CheckResult['verdict'])) return undefined
  const said = result.findings.map((finding) => `${finding.verdict} ${finding.code}: ${finding.text}`).join(' | ')
  return `${expected.check}${name === undefined ? '' : ` ${name}`}: expected ${expected.verdict}, got ${verdicts.join(',') || 'nothing'} (${result.reason ?? ''} ${result.detail ?? ''} ${said})`
}

describe('every zone of the laboratory, judged by the real collectors and checks', () => {
  let world: World
  const wanted = checks.filter((check) => DNS_CHECKS.test(check.id))
  const zones = readLabZones().filter((zone) =>
    zone.expectations.some((expected) => wanted.some((check) => check.id === expected.check)),
  )

  beforeAll(async () => {
    world = await startWorld({ sites: [], zones: 'all' })
  })
  afterAll(() => world.stop())

  async function judge(zone: Zone): Promise<CheckResult[]> {
    const config = parseConfig(world.env)
    const net = createNet({ config, signal: new AbortController().signal, runId: 'matrix', dnsTiming: QUICK_DNS })
    try {
      return (await run({ checks: wanted, collectors, target: targetOf(zone), net })).results
    } finally {
      await net.close()
    }
  }

  it.concurrent.each(zones.map((zone) => [zone.origin, zone] as const))(
    '%s',
    async (_origin, zone) => {
      const results = await judge(zone)
      const listed = new Set(zone.expectations.map((expected) => expected.check))
      const differences = zone.expectations.flatMap((expected) => differenceOf(expected, results) ?? [])
      const alarms = results
        .filter((result) => result.verdict === 'fail' && !listed.has(result.checkId))
        .map(
          (result) => `${result.checkId}: false alarm (${result.findings.map((finding) => finding.text).join(' | ')})`,
        )
      expect([...differences, ...alarms]).toEqual([])
    },
    60_000,
  )
})
