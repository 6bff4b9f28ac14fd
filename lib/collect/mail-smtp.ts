import type { Immutable } from '../engine/immutable'
import { type MxHost, mailMx } from '../evidence/mail-mx'
import { mailSmtp, type SmtpHost, type SmtpSession } from '../evidence/mail-smtp'
import type { SmtpObservation } from '../net/smtp-types'
import type { Net } from '../net/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'

const MAX_HOSTS = 4
const MAX_NAMES = 20

/** Where nothing came back from here, our own network may be the reason. */
const NO_SIGN = new Set<SmtpObservation['outcome']>(['timeout', 'unreachable'])

/** The first public address of each family. */
function addressesOf(host: Immutable<MxHost>): string[] {
  return [host.v4, host.v6].flatMap(
    (family) => family?.addresses.find((entry) => entry.class === 'public')?.address ?? [],
  )
}

function sessionOf({ host: _host, ms: _ms, tls, ...seen }: SmtpObservation): SmtpSession {
  if (tls === undefined) return seen
  const { leaf, ...rest } = tls
  return {
    ...seen,
    tls: {
      ...rest,
      subject: { text: leaf.subject.text, commonName: leaf.subject.commonName },
      issuer: { text: leaf.issuer.text, commonName: leaf.issuer.commonName },
      names: leaf.dnsNames.slice(0, MAX_NAMES),
      notBefore: leaf.notBefore,
      notAfter: leaf.notAfter,
    },
  }
}

async function askHost(net: Net, entry: Immutable<MxHost>, softDeadline: AbortSignal, now: number): Promise<SmtpHost> {
  const late = (address: string): SmtpSession => ({
    address,
    family: address.includes(':') ? 6 : 4,
    outcome: 'timeout',
    stage: 'connect',
    greeting: '',
    detail: 'no answer in time',
    at: now,
  })
  const sessions = await Promise.all(
    addressesOf(entry).map(async (address) => {
      const seen = await byDeadline(softDeadline, net.smtp.observe({ host: entry.exchange, address }), undefined)
      return seen === undefined ? late(address) : sessionOf(seen)
    }),
  )
  const { exchange, preference, provider } = entry
  return { exchange, preference, ...(provider === undefined ? {} : { provider }), sessions }
}

/** Whether no server gave a sign of itself; a family we cannot use does not count. */
function isUnanswered(hosts: readonly SmtpHost[]): boolean {
  const sessions = hosts.flatMap((host) => host.sessions)
  return sessions.length > 0 && sessions.every((session) => session.stage === 'connect' && NO_SIGN.has(session.outcome))
}

export default defineCollector(mailSmtp, {
  needs: { mx: mailMx },
  lane: 'smtp',
  timeoutMs: 24_000,
  async collect({ mx }, { net, softDeadline, now }) {
    const { domain } = mx
    const wanted = mx.hosts
      .filter((host) => host.kind === 'host' && addressesOf(host).length > 0)
      .toSorted((left, right) => left.preference - right.preference)
      .slice(0, MAX_HOSTS)
    const before = await net.smtp.route(false)
    if (before !== 'open' || wanted.length === 0) return { domain, route: before, hosts: [] }
    const hosts = await Promise.all(wanted.map((host) => askHost(net, host, softDeadline, now())))
    if (!isUnanswered(hosts)) return { domain, route: before, hosts }
    return { domain, route: await byDeadline(softDeadline, net.smtp.route(true), before), hosts }
  },
})
