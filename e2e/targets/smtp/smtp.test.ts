import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import daneSmtp from '@/lib/checks/dane-smtp'
import mxStarttls from '@/lib/checks/mx-starttls'
import mailDane from '@/lib/collect/mail-dane'
import mailMtaSts from '@/lib/collect/mail-mta-sts'
import mailMx from '@/lib/collect/mail-mx'
import mailSmtp from '@/lib/collect/mail-smtp'
import { parseConfig } from '@/lib/config'
import { run } from '@/lib/engine/run'
import { bareTarget } from '@/lib/engine/target'
import { createNet } from '@/lib/net/create'
import { createSocketLimits } from '@/lib/net/limits'
import { converse } from '@/lib/net/smtp/converse'
import { sharedTrust } from '@/lib/net/tls/context'
import { QUICK_DNS } from '../dns/client-for'
import { startWorld, type World } from '../world'
import { mailHosts, mailZones } from './lab'
import type { SmtpManner } from './server'

let world: World

beforeAll(async () => {
  world = await startWorld({
    sites: mailZones.sites,
    zones: 'all',
    extraZones: (smtp) => [mailZones.text(smtp.certificates)],
    mailServers: mailHosts,
  })
})
afterAll(() => world.stop())

function netOf(env: Record<string, string> = {}) {
  return createNet({
    config: parseConfig({ ...world.env, ...env }),
    signal: new AbortController().signal,
    runId: 'smtp',
    dnsTiming: QUICK_DNS,
    limits: createSocketLimits({ perHost: 4, spacingMs: 0, perRun: 40, perProcess: 100 }),
  })
}

async function audit(domain: string, env: Record<string, string> = {}) {
  const net = netOf(env)
  try {
    const { results } = await run({
      checks: [mxStarttls, daneSmtp],
      collectors: [mailMx, mailMtaSts, mailSmtp, mailDane],
      target: bareTarget(domain),
      net,
    })
    return new Map(results.map((result) => [result.checkId, result]))
  } finally {
    await net.close()
  }
}

describe('mail servers of the laboratory, judged by the real collectors and checks', () => {
  it.concurrent.each(Object.entries(mailZones.expected))(
    '%s',
    async (domain, expected) => {
      const results = await audit(domain)
      for (const [check, [verdict, ...codes]] of Object.entries(expected)) {
        const result = results.get(check)
        expect([check, result?.verdict, ...(result?.findings.map((finding) => finding.code).sort() ?? [])]).toEqual([
          check,
          verdict,
          ...codes.sort(),
        ])
      }
    },
    40_000,
  )

  it('says nothing but EHLO, STARTTLS and QUIT', () => {
    const verbs = new Set(
      world.smtp.log.map(({ line }) =>
        line
          .replace(/^\(tls\) /, '')
          .split(' ')[0]
          ?.toUpperCase(),
      ),
    )
    expect([...verbs].sort()).toEqual(['EHLO', 'QUIT', 'STARTTLS'])
  })

  it('leaves port 25 alone where the installation says so', async () => {
    world.smtp.log.length = 0
    const results = await audit('starttls-good.test', { LR_SMTP_PROBE: 'off' })
    expect(results.get('mx-starttls')).toMatchObject({ verdict: 'unknown', findings: [{ code: 'off' }] })
    expect(world.smtp.log).toEqual([])
  })

  it('gives the configured name', async () => {
    world.smtp.log.length = 0
    await audit('starttls-good.test', { LR_EHLO_NAME: 'check.launch.test' })
    expect(world.smtp.log.map(({ line }) => line)).toContain('EHLO check.launch.test')
  })
})

describe('conversations that lead nowhere', () => {
  const rows: Partial<Record<SmtpManner, object>> = {
    busy: { outcome: 'rejected', code: 421 },
    'blocked-us': { outcome: 'rejected', code: 554 },
    closes: { outcome: 'closed' },
    garbage: { outcome: 'garbage' },
    'endless-line': { outcome: 'garbage' },
    'endless-reply': { outcome: 'garbage' },
    tarpit: { outcome: 'timeout', stage: 'connect' },
    drip: { outcome: 'timeout' },
    injected: { outcome: 'done', startTls: 'injected' },
    'tls-broken': { outcome: 'done', startTls: 'failed' },
    'tls-refused': { outcome: 'done', startTls: 'refused' },
    postponed: { outcome: 'done', startTls: 'postponed' },
    'no-ehlo': { outcome: 'done', startTls: 'absent' },
  }

  it.concurrent.each(Object.entries(rows))('%s', async (manner, expected) => {
    const host = mailHosts.find((entry) => entry.manner === manner)
    const net = netOf()
    try {
      const seen = await converse(
        { host: host?.name ?? '', address: host?.addresses[0] ?? '' },
        {
          open: net.open,
          trust: sharedTrust(world.env.LR_EXTRA_CA ?? ''),
          signal: new AbortController().signal,
          ehloName: undefined,
          sessionMs: 1_500,
          connectMs: 1_000,
          now: () => 0,
        },
      )
      expect(seen).toMatchObject(expected)
    } finally {
      await net.close()
    }
  })
})
