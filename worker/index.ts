import { config } from '../lib/config'
import { disconnect } from '../lib/db/client'
import { closeQueue } from '../lib/db/queue'
import { checkRoles } from '../lib/db/roles'
import { warmUp } from '../lib/jobs/warm-up'
import { startWorker } from '../lib/jobs/worker'
import { logger } from '../lib/log'
import { installTripwire, ownServices } from '../lib/net/tripwire'
import { validateRegistry } from '../lib/registry/registry'
import { onceStopped } from '../server/stop'

const STOP_MS = 28_000

async function main(): Promise<void> {
  const settings = config()
  if (settings.DATABASE_URL === undefined && settings.LR_WORKER_DATABASE_URL === undefined) {
    throw new Error('Set DATABASE_URL to the database the web server uses (docs/operations.md).')
  }
  installTripwire({
    allow: ownServices(settings),
    onHit: (destination) =>
      logger('worker').error({ event: 'egress_tripwire', destination }, 'a connection was not guarded'),
  })
  validateRegistry()
  await checkRoles()
  const worker = startWorker()
  logger('worker').info('taking runs')
  void warmUp()
  onceStopped(STOP_MS, async () => {
    await worker.stop()
    await closeQueue()
    await disconnect()
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
