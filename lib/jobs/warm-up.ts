import { setImmediate as turn } from 'node:timers/promises'
import { parseDocument, parseScript, parseStyle } from '../collect/shared/parse/parser'
import { config } from '../config'
import { run } from '../engine/run'
import { bareTarget } from '../engine/target'
import { logger } from '../log'
import { sharedTrust } from '../net/tls/context'
import { checks, collectors } from '../registry/registry'
import { readySchema } from './ready-schemas'

const TLS_OFFERS = ['default', 'rsa', 'ecdsa'] as const
const EXAMPLE = 'https://example.com/'

/** Starts the thread that reads pages, and loads its parsers. */
async function startReading(): Promise<void> {
  await parseDocument({ text: '<!doctype html><title>Example</title><p>Text', url: EXAMPLE, site: 'example.com' })
  await parseScript({ text: 'fetch("/api")', url: EXAMPLE })
  await parseStyle({ text: 'p{background:url(a.png)}', url: EXAMPLE })
}

/** Reads the root certificates, once for each kind of handshake. */
async function prepareTls(): Promise<void> {
  const trust = sharedTrust(config().LR_EXTRA_CA)
  for (const offer of TLS_OFFERS) {
    await turn()
    trust.context(offer)
  }
  trust.roots()
}

/** Builds what the schemas of evidence build at their first value, and goes once through the engine without a network. */
async function prepareEngine(): Promise<void> {
  const seen = new Set<unknown>()
  for (const { token } of collectors) {
    await turn()
    readySchema(token.schema, seen)
  }
  await run({ checks, collectors, target: bareTarget('example.com'), net: undefined, now: () => 0, offline: true })
}

/**
 * Does before the first audit what a process does only once, so that no audit pays for it. It asks nobody anything, gives
 * way to other work, and never rejects: what fails here fails again, and is told, in the audit that needs it.
 */
export async function warmUp(): Promise<void> {
  try {
    await Promise.all([startReading(), prepareTls().then(prepareEngine)])
  } catch (error) {
    logger('worker').warn({ err: String(error) }, 'not everything is ready before the first audit')
  }
}
