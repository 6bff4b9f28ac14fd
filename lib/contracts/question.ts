import { z } from 'zod'
import type { Writes } from '../roadmaps/questions'
import { line } from './primitives'
import { HostName, KeyUrl, SendingDomains } from './target'

const None = z.strictObject({ none: z.literal(true) })

const METHODS = ['http-01', 'dns-01', 'tls-alpn-01'] as const

/** What may be sent for each kind of question. `none`: there is no such thing here. */
const VALUES = {
  /** `addHost`: the host of the address joins the hosts of the project. */
  url: z.union([z.strictObject({ url: KeyUrl, addHost: z.boolean().optional() }), None]),
  choice: z.strictObject({ answer: z.enum(['yes', 'no']) }),
  text: z.strictObject({ text: line(64) }),
  date: z.strictObject({ date: z.iso.date('Choose a date') }),
  number: z.strictObject({ number: z.number('Type a number').int('Type a whole number').min(0).max(1_000_000_000) }),
  authority: z.strictObject({ authority: line(80), method: z.enum(METHODS).optional() }),
  staging: z.union([z.strictObject({ host: HostName }), None]),
  origins: z.strictObject({ hosts: z.array(HostName).max(10, 'Name 10 hosts at most') }),
  senders: z.strictObject({ sending: SendingDomains.min(1, 'Name at least one service') }),
  map: z.strictObject({
    owners: z.array(z.strictObject({ name: HostName, owner: line(120) })).max(50),
    approver: line(120),
  }),
} as const satisfies Record<Exclude<Writes['kind'], 'input'>, z.ZodType>

export type FactKind = keyof typeof VALUES
export type FactValue<Kind extends FactKind> = z.output<(typeof VALUES)[Kind]>

/** The schema of the answer to a question that is a fact of the target. */
export function valueSchema<Kind extends FactKind>(kind: Kind): (typeof VALUES)[Kind] {
  return VALUES[kind]
}

const RECORD_TYPES = ['ADDRESS', 'MX', 'NS', 'SPF', 'DMARC', 'DKIM', 'CAA'] as const
const recordText = z.string().max(1100)

/** The record sets a person looked at and confirmed, as the check on changes compares them later. */
export const ConfirmedRecords = z.strictObject({
  sets: z
    .array(
      z.strictObject({ name: z.string().max(253), type: z.enum(RECORD_TYPES), values: z.array(recordText).max(60) }),
    )
    .min(1, 'There is no record to confirm yet. Run an audit first')
    .max(200),
})
export type ConfirmedRecords = z.output<typeof ConfirmedRecords>
