import { config } from '../lib/config'
import { disconnect } from '../lib/db/client'
import { readKeys } from '../lib/secrets/seal'
import { resealAll } from '../lib/services/keys/reseal'

const USAGE = `Usage: npm run rotate-keys

Seals every stored secret with the first key of LR_KEYS. Put the new key in front first, restart every process, then
run this. When nothing is left over the old key can go.`

const LEFT_OVER = 1

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return print(USAGE)
  const keys = readKeys(config().LR_KEYS)
  const { done, leftovers } = await resealAll(keys)
  print(`${done} sealed again with ${keys[0]?.id ?? ''}, ${leftovers.length} left over.`)
  for (const { table, column, id, problem } of leftovers) print(`${table}.${column} ${id}: ${problem}`)
  if (leftovers.length === 0) return print('Keys behind the first one are not needed any more.')
  print('Bring the missing keys back into LR_KEYS and run this again, or enter these secrets again.')
  process.exitCode = LEFT_OVER
}

main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 2
  })
  .finally(disconnect)
