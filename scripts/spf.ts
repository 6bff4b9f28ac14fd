import { evaluateSpf } from '../lib/checks/shared/spf/evaluate'
import { spfLookup } from '../lib/collect/shared/mail-dns'
import { now as clock, config } from '../lib/config'
import { createNet } from '../lib/net/create'
import { readCall, type SpfOptions, USAGE, UsageError } from './spf/options'
import { plain, reportText } from './spf/report'

const USAGE_EXIT = 2

function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}

async function evaluate({ ip, helo, from, receiver, json }: SpfOptions): Promise<void> {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const net = createNet({ config: config(), signal: stop.signal, runId: `spf-${process.pid}`, now: clock })
  try {
    const outcome = await evaluateSpf({
      ip,
      sender: from,
      ...(helo === undefined ? {} : { helo }),
      ...(receiver === undefined ? {} : { receiver }),
      now: clock(),
      lookup: spfLookup(net.dns),
    })
    const { result, explanation, lookups, voids, trace } = outcome
    const document = { result, ...(explanation === undefined ? {} : { explanation }), lookups, voids, trace }
    await print(json ? `${JSON.stringify(document, null, 2)}\n` : reportText(outcome))
  } finally {
    await net.close()
  }
}

async function main(argv: readonly string[]): Promise<void> {
  const call = readCall(argv)
  if (call.kind === 'help') await print(`${USAGE}\n`)
  else await evaluate(call.options)
}

try {
  await main(process.argv.slice(2))
  process.exit(0)
} catch (error) {
  const isUsage = error instanceof UsageError || (error instanceof Error && error.name === 'ConfigError')
  const text = error instanceof Error ? (isUsage ? error.message : (error.stack ?? error.message)) : String(error)
  const message = isUsage ? `${plain(text)}\n\n${USAGE}\n` : `Something went wrong on our side.\n${text}\n`
  process.stderr.write(message, () => process.exit(USAGE_EXIT))
}
