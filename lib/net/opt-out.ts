import { isWithin, registrableDomain } from '../checks/shared/public-suffix'
import type { Config } from '../config'
import { createNet } from './create'

/** A project can name hosts of many owners; no more of them than this are asked. */
const MOST_NAMES = 30
/** A run waits no longer than this for permission: where DNS is silent it will not get far anyway. */
const LIMIT_MS = 2000
const RECORD = 'lr1=deny'

export type Permission = {
  /** The settings for the run: every name whose owner declined is among those that are never contacted. */
  config: Config
  /** Why the domain itself is not to be looked at, as one sentence; absent where nobody objects. */
  declined?: string
}

type Asked = { config: Config; domain: string; hosts: readonly string[]; signal: AbortSignal; runId: string }

/** The names whose owners may have something to say: each host, and what is registered above it. */
function namesToAsk({ domain, hosts }: Pick<Asked, 'domain' | 'hosts'>): string[] {
  const names = [domain, ...hosts].map((name) => name.toLowerCase())
  return [...new Set([...names.map(registrableDomain), ...names])].slice(0, MOST_NAMES)
}

async function namesThatDecline(asked: Asked): Promise<string[]> {
  const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(LIMIT_MS)])
  const net = createNet({ config: asked.config, signal, runId: asked.runId })
  try {
    const answers = namesToAsk(asked).map(async (name) => {
      const { records } = await net.dns.resolve(`_launch-ready.${name}`, 'TXT')
      return records.some((record) => record.type === 'TXT' && record.text.trim().toLowerCase() === RECORD)
        ? [name]
        : []
    })
    return (await Promise.all(answers)).flat()
  } finally {
    await net.close()
  }
}

/**
 * Asks, before anything else of a run is sent, whether somebody does not want to be looked at: whoever runs this
 * installation (`LR_TARGET_DENY`), or an owner by the TXT record `lr1=deny` at `_launch-ready.<name>`, which
 * covers everything below that name. Where DNS gives no answer nobody has objected. `hosts` are all further names
 * the run would contact.
 */
export async function askPermission(asked: Asked): Promise<Permission> {
  const { config, domain } = asked
  if (config.LR_TARGET_DENY.some((name) => isWithin(domain, name))) {
    return {
      config,
      declined: `Whoever runs this installation excluded ${domain} from audits. Nothing was sent to it.`,
    }
  }
  const declining = await namesThatDecline(asked)
  const by = declining.find((name) => isWithin(domain, name))
  return {
    config: declining.length === 0 ? config : { ...config, LR_TARGET_DENY: [...config.LR_TARGET_DENY, ...declining] },
    ...(by === undefined
      ? {}
      : {
          declined: `${by} asks not to be audited: the TXT record at _launch-ready.${by} says ${RECORD}. Nothing else was sent. Remove the record to run this check.`,
        }),
  }
}
