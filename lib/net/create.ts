import { setMaxListeners } from 'node:events'
import type { Socket } from 'node:net'
import type { Config } from '../config'
import { createAddressPolicy } from './address'
import { createDialMap } from './dial'
import { createDnsClient } from './dns/client'
import type { DnsTiming } from './dns/server'
import { createOpen, createVet } from './guard'
import { createHttpProber } from './http/prober'
import { createShelf } from './http/shelf'
import type { SocketLimits } from './limits'
import { createGate, processLimits, SOCKET_LIMITS } from './limits'
import { linkSignal } from './link-signal'
import { createPause } from './pause'
import { createRdap } from './rdap'
import { createSmtpProber } from './smtp/prober'
import { createTlsProber } from './tls/prober'
import type { Net, ProberDeps } from './types'

export type NetOptions = {
  config: Config
  /** Signal of the run; everything ends with it. */
  signal: AbortSignal
  runId: string
  /** Milliseconds since 1970. */
  now?: () => number
  /** Lower limits for tests; the limits of the process otherwise. */
  limits?: SocketLimits
  dnsTiming?: DnsTiming
  dnsBudget?: number
  /** Share of the pauses between two looks that is waited; 1 unless a laboratory has nothing to wait for. */
  pace?: number
}

/**
 * The guarded network of one run: fresh caches and budgets, no socket, session or cookie shared with
 * another run. Throws `ConfigError` when an address setting cannot be read.
 */
export function createNet(options: NetOptions): Net {
  const { config, runId, now = Date.now } = options
  const closing = new AbortController()
  const linked = linkSignal([options.signal, closing.signal])
  const { signal } = linked
  // Every wait of the run listens to this one signal, which is no leak.
  setMaxListeners(0, signal)
  const sockets = new Set<Socket>()
  const policy = createAddressPolicy(config)
  const dialMap = createDialMap(config)
  const dns = createDnsClient({
    config,
    policy,
    dialMap,
    signal,
    now,
    ...(options.dnsTiming !== undefined && { timing: options.dnsTiming }),
    ...(options.dnsBudget !== undefined && { budget: options.dnsBudget }),
  })
  const limits = options.limits ?? processLimits
  const runGate = createGate({ limit: SOCKET_LIMITS.perRun })
  const shelf = createShelf()
  const guard = {
    config,
    policy,
    dialMap,
    resolve: dns.resolve,
    limits,
    runGate,
    signal,
    makeRoom(host: string) {
      // A connection that rests counts like one that is used.
      shelf.trim(host, limits.room(host))
      if (runGate.active >= SOCKET_LIMITS.perRun) shelf.clear()
    },
    onSocket(socket: Socket) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    },
  }
  const vet = createVet(guard)
  const open = createOpen(guard, vet)
  const sharing = {
    shelf,
    async enter(host: string) {
      const vetted = await vet({ host, port: 443, purpose: 'web' })
      return vetted.ok ? limits.enter(vetted.host, signal) : undefined
    },
  }
  const deps: ProberDeps = { open, vet, signal, config, runId, now, sharing }
  const http = createHttpProber(deps)
  return {
    dns,
    vet,
    open,
    http,
    rdap: createRdap({ http, config }),
    smtp: createSmtpProber(deps),
    tls: createTlsProber(deps),
    addressClass: policy.publishedClass,
    pause: createPause(options.pace ?? 1),
    async close() {
      closing.abort()
      linked.release()
      shelf.clear()
      for (const socket of sockets) socket.destroy()
    },
  }
}
