import { parseConfig } from '../../../lib/config'
import type { AnyCheck } from '../../../lib/engine/check'
import type { CheckResult } from '../../../lib/engine/finding'
import { run } from '../../../lib/engine/run'
import { type HostRole, type Target, targetSchema } from '../../../lib/engine/target'
import { createNet } from '../../../lib/net/create'
import type { DnsTiming } from '../../../lib/net/dns/server'
import { checks, collectors } from '../../../lib/registry/registry'
import { ZONE_PACE } from '../pace'
import type { Zone } from './zone-text'

/** Patient enough for a busy machine; a laboratory that answers is not slowed down by it. */
export const CALM_DNS = { tryMs: 1500, questionMs: 5000, tries: 2, settleMs: 200 }

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

const FAMILIES = /^(domain-|host-|dns|caa$|mx|spf-|dkim-|dmarc-|sender-|email-parked$|mta-sts$|tls-rpt$|bimi$|bulk-)/

/** Every check that lives on DNS: names, zones and mail; those that open connections to mail servers are not. */
export const dnsAndMailChecks: readonly AnyCheck[] = checks.filter(
  ({ id }) => FAMILIES.test(id) && id !== 'mx-starttls' && id !== 'dns-zone-transfer',
)

function listOf(text: string | undefined): string[] {
  return text === undefined || text === 'none' || text === '' ? [] : text.split(',')
}

function yesNo(text: string | undefined): boolean | undefined {
  return text === 'yes' ? true : text === 'no' ? false : undefined
}

/** The hosts a person would list: those of the settings, else apex and www as far as the zone has them. */
function hostsOf(zone: Zone): string[] {
  const has = (name: string): boolean =>
    zone.records.some((record) => record.name === name && /^(A|AAAA|CNAME)$/.test(record.type))
  const assumed = [...(has(zone.origin) ? ['@'] : []), ...(has(`www.${zone.origin}`) ? ['www'] : [])].join(',')
  return [...listOf(zone.settings.hosts ?? assumed), ...listOf(zone.settings.staging)]
}

/** The project a person would set up for a zone, from its settings. */
export function projectOf(zone: Zone): Target {
  const { sends, receives, esp, selectors, mailfrom, senders, launch, ca, tenants } = zone.settings
  const isSender = esp !== undefined || selectors !== undefined || mailfrom !== undefined || senders !== undefined
  const sendsMail = yesNo(sends)
  const receivesMail = yesNo(receives)
  return targetSchema.parse({
    domain: zone.origin,
    hosts: hostsOf(zone).map((label) => ({
      name: label === '@' ? zone.origin : `${label}.${zone.origin}`,
      role: ROLES[label] ?? 'other',
    })),
    sending: isSender
      ? (senders ?? zone.origin).split(',').flatMap((domain) =>
          (esp?.split(',') ?? [undefined]).map((provider) => ({
            domain,
            ...(provider === undefined ? {} : { provider }),
            ...(mailfrom === undefined ? {} : { returnPath: mailfrom }),
            ...(selectors === undefined ? {} : { selectors: listOf(selectors) }),
          })),
        )
      : [],
    profile: {
      ...(sendsMail === undefined ? {} : { sendsMail }),
      ...(receivesMail === undefined ? {} : { receivesMail }),
      ...(yesNo(tenants) === true ? { tenantSubdomains: true } : {}),
      ...(ca === undefined ? {} : { certificateAuthority: ca }),
      ...(launch === undefined ? {} : { launchAt: new Date(Date.now() + Number(launch) * DAY_MS).toISOString() }),
    },
  })
}

/** One audit of a zone with a network of its own, as a run has it. */
export async function judgeZone(
  environment: Record<string, string>,
  zone: Zone,
  { wanted = dnsAndMailChecks, dnsTiming = CALM_DNS }: { wanted?: readonly AnyCheck[]; dnsTiming?: DnsTiming } = {},
): Promise<{ results: CheckResult[]; evidence: string; asked: number }> {
  const config = parseConfig(environment)
  const signal = new AbortController().signal
  const net = createNet({ config, signal, runId: zone.origin, dnsTiming, pace: ZONE_PACE })
  try {
    const { results, evidence } = await run({ checks: wanted, collectors, target: projectOf(zone), net })
    return { results, evidence: JSON.stringify([...evidence.values()]), asked: net.dns.usage().asked }
  } finally {
    await net.close()
  }
}

/** Runs work on all items, a few at a time. */
export async function inTurn<Item>(
  items: readonly Item[],
  parallel: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const next = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: parallel }, next))
}
