import { z } from 'zod'
import type { Context } from '../../auth/actor'
import { OriginAddresses } from '../../contracts/origin'
import type { ProjectDto } from '../../contracts/project'
import { ConfirmedRecords } from '../../contracts/question'
import type { Transaction } from '../../db/client'
import type { Prisma } from '../../db/generated/client'
import { invalidField } from '../../errors'
import { FACTS } from '../question/prepare-facts'
import { prepareMessage } from './email-message'
import { prepareRates } from './prepare-rates'

/** What turning an answer into what is kept may use. */
export type Asked = {
  context: Context
  project: ProjectDto
  signal: AbortSignal
  /** Runs work on the tenant's rows. */
  read: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>
}

/**
 * Turns what a person sent into what is kept: checked, bounded, masked. Throws `invalid` naming `value`, with what
 * to send instead.
 */
export type Prepare = (given: unknown, asked: Asked) => Promise<Prisma.InputJsonValue>

/** An answer of a fixed shape that is kept as it was sent. */
function plain(schema: z.ZodType<Prisma.InputJsonValue>): Prepare {
  return async (given) => {
    const parsed = schema.safeParse(given)
    if (parsed.success) return parsed.data
    throw invalidField('value', parsed.error.issues[0]?.message ?? 'This is not an answer to the question')
  }
}

const hostList = z.array(z.string().max(253)).max(200)

/** Every question people answer. Facts become part of the target as well; the others are kept as they are. */
export const QUESTIONS: Readonly<Record<string, Prepare>> = {
  ...FACTS,
  'dns-confirmed': plain(ConfirmedRecords),
  'hosts-dismissed': plain(hostList),
  'email-message': prepareMessage,
  'origin-address': plain(OriginAddresses),
  'rate-requests': prepareRates,
}
