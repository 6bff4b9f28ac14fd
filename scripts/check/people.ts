import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import type { StoredInput } from '../../lib/collect/shared/ports'
import { MessageError, proveMessage } from '../../lib/live/prove-message'
import type { Net } from '../../lib/net/types'
import { confirmations } from '../../lib/roadmaps/confirmations'
import type { Confirmation } from '../../lib/roadmaps/state'
import { UsageError } from './options'

const MOST_BYTES = 1024 * 1024

const attestationsSchema = z
  .array(
    z.strictObject({
      item: z.string().refine((id) => Object.hasOwn(confirmations, id), 'there is no statement about this item'),
      by: z.string().trim().min(1).max(200),
      /** When it was signed. */
      on: z.iso.date(),
    }),
  )
  .max(200)

function textOf(option: string, path: string): string {
  try {
    if (statSync(path).size > MOST_BYTES) throw new UsageError(`${option}: ${path} is larger than 1 MiB.`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${option}: ${path} cannot be read.`)
  }
}

const DAY_MS = 86_400_000

/** The statements of a file as the derivation takes them. Throws `UsageError` that names the entry. */
export function readAttestations(path: string): Confirmation[] {
  const text = textOf('--attest', path)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UsageError(`--attest: ${path} is not JSON.`)
  }
  const parsed = attestationsSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new UsageError(`--attest: ${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be used'}`)
  }
  return parsed.data.flatMap(({ item, by, on }) => {
    const statement = Object.entries(confirmations).find(([id]) => id === item)?.[1]
    if (statement === undefined) return []
    const at = Date.parse(on)
    const { version, validDays } = statement
    return [
      {
        itemId: item,
        statementVersion: version,
        by,
        at,
        ...(validDays === null ? {} : { expiresAt: at + validDays * DAY_MS }),
      },
    ]
  })
}

/** What a real message proves, looked at with the network of the run. Throws `UsageError` for no message. */
export async function readMessageProof(path: string, { net, now }: { net: Net; now: number }): Promise<StoredInput> {
  try {
    const value = await proveMessage(textOf('--message', path), { dns: net.dns, now })
    return { value, at: now, by: 'command line' }
  } catch (error) {
    if (error instanceof MessageError) throw new UsageError(`--message: ${path}: ${error.message}`)
    throw error
  }
}
