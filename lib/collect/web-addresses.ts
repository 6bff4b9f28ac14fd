import { webHostsOf } from '../checks/shared/web-hosts'
import { type WebHost, webAddresses } from '../evidence/web-addresses'
import type { Net, Vetted } from '../net/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'

const PER_FAMILY = 4
const MAX_HOSTS = 60
const LATE = 'late' as const

type Answer = Omit<WebHost, 'host' | 'roles'>

const empty = { reason: '', blockedAddress: null, mixed: false, addresses: [] }

function answerOf(vetted: Vetted | typeof LATE): Answer {
  if (vetted === LATE) return { ...empty, state: 'not-looked', reason: 'timeout' }
  if (vetted.ok) {
    const family = (wanted: 4 | 6) => vetted.addresses.filter((row) => row.family === wanted).slice(0, PER_FAMILY)
    const addresses = [...family(4), ...family(6)].map(({ address, family }) => ({ address, family }))
    return { ...empty, state: 'ok', addresses }
  }
  const { refusal } = vetted
  if (refusal.code === 'EGRESS_DNS') {
    const gone = refusal.dns === 'nxdomain' || refusal.dns === 'nodata'
    return { ...empty, state: gone ? 'no-address' : 'dns-failed', reason: refusal.dns ?? 'no answer' }
  }
  return {
    ...empty,
    state: 'blocked',
    reason: refusal.addressClass ?? refusal.code.toLowerCase(),
    blockedAddress: refusal.address ?? null,
    mixed: refusal.mixed ?? false,
  }
}

async function look(net: Net, host: string, softDeadline: AbortSignal, signal: AbortSignal): Promise<Answer> {
  return answerOf(await byDeadline(softDeadline, net.vet({ host, port: 443, purpose: 'web', signal }), LATE))
}

export default defineCollector(webAddresses, {
  needs: {},
  lane: 'dns',
  timeoutMs: 15_000,
  async collect(_, { target, net, signal, softDeadline }) {
    const hosts = webHostsOf(target).slice(0, MAX_HOSTS)
    return {
      hosts: await Promise.all(
        hosts.map(async (row) => ({ ...row, ...(await look(net, row.host, softDeadline, signal)) })),
      ),
    }
  },
})
