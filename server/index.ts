import { config, isLoopbackHost } from '../lib/config'
import { disconnect } from '../lib/db/client'
import { closeListening } from '../lib/db/notify'
import { closeQueue } from '../lib/db/queue'
import { checkRoles } from '../lib/db/roles'
import { beginShutdown } from '../lib/http/shutdown'
import { startHousekeeping } from '../lib/jobs/housekeeping'
import { startSealing } from '../lib/jobs/seal-activity'
import { startSweeping } from '../lib/jobs/sweep'
import { warmUp } from '../lib/jobs/warm-up'
import { startWorker } from '../lib/jobs/worker'
import { logger } from '../lib/log'
import { installTripwire, ownServices } from '../lib/net/tripwire'
import { validateRegistry } from '../lib/registry/registry'
import { readiness } from '../lib/services/readiness'
import { closeServer, createFrontServer } from './serve'
import { onceStopped } from './stop'

const STOP_MS = 28_000

async function main(): Promise<void> {
  const settings = config()
  const log = logger('server')
  const development = settings.NODE_ENV === 'development'
  if (settings.NEXTAUTH_URL === undefined) throw new Error('Set NEXTAUTH_URL to the address people open.')
  if (settings.NEXTAUTH_SECRET === undefined) throw new Error('Set NEXTAUTH_SECRET to at least 32 random characters.')
  if (!development) {
    installTripwire({
      allow: ownServices(settings),
      onHit: (destination) => log.error({ event: 'egress_tripwire', destination }, 'a connection was not guarded'),
    })
  }
  validateRegistry()
  await checkRoles()

  const { default: next } = await import('next')
  const app = next({ dev: development, hostname: settings.LR_HOST, port: settings.LR_PORT })
  await app.prepare()
  const handle = app.getRequestHandler()
  const server = createFrontServer({
    settings: {
      origin: new URL(settings.NEXTAUTH_URL).origin,
      hosts: settings.LR_HOSTS.map((host) => host.toLowerCase()),
      loopback: isLoopbackHost(settings.LR_HOST),
      trustedHops: settings.LR_TRUSTED_PROXY_HOPS,
    },
    handle: (request, response) => handle(request, response),
    isAway: async () => (await readiness()).database === 'unreachable',
    onError: (error) => log.error({ err: error }, 'a request failed outside every handler'),
    ...(development ? { upgrade: app.getUpgradeHandler() } : {}),
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.LR_PORT, settings.LR_HOST, resolve)
  })
  const worker = settings.LR_WORKER === 'on' ? startWorker() : undefined
  const stopHousekeeping = startHousekeeping()
  const stopSealing = startSealing()
  const stopSweeping = worker === undefined ? startSweeping('app') : () => undefined
  log.info({ address: settings.NEXTAUTH_URL, worker: settings.LR_WORKER }, 'listening')
  if (worker !== undefined) void warmUp()

  onceStopped(STOP_MS, async () => {
    log.info('stopping')
    stopSweeping()
    stopHousekeeping()
    stopSealing()
    const closed = closeServer(server)
    beginShutdown()
    await worker?.stop()
    await closed
    await app.close()
    await Promise.all([closeListening(), closeQueue()])
    await disconnect()
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
