import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

const resultSchema = z.enum(['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror'])

const reasonSchema = z.enum([
  'syntax',
  'non-ascii',
  'multiple-records',
  'include-without-spf',
  'redirect-without-spf',
  'loop',
  'too-deep',
  'mx-over-10',
  'too-many-lookups',
  'too-many-voids',
  'dns-error',
  'bad-name',
  'sender-dependent',
])

const runSchema = z.object({
  result: resultSchema,
  reason: reasonSchema.optional(),
  lookups: z.number(),
  voids: z.number(),
  questions: z.number(),
  incomplete: z.boolean(),
})

export const spfRowSchema = z.object({
  depth: z.number(),
  owner: z.string(),
  term: z.string(),
  name: z.string(),
  column: z.number(),
  target: z.string(),
  cost: z.number(),
  total: z.number(),
  voids: z.array(z.string()),
  questions: z.number(),
  outcome: z.enum(['match', 'no-match', 'permerror', 'temperror', 'unknown', 'not-reached']),
  reason: reasonSchema.optional(),
  senderDependent: z.boolean(),
  record: z.string().optional(),
})

const auditSchema = z.object({
  result: resultSchema,
  reason: reasonSchema.optional(),
  ipv4: runSchema,
  ipv6: runSchema,
  rows: z.array(spfRowSchema),
  cut: z.boolean(),
  passingIpv4: z.number(),
  open: z.boolean(),
})

export const spfDomainSchema = z.object({
  domain: z.string(),
  roles: z.array(z.enum(['main', 'from', 'return-path'])),
  /** Some sender uses the name in MAIL FROM. */
  required: z.boolean(),
  status: dnsStatusSchema,
  /** Where nothing was found: what the authority or a second resolver says. */
  absence: z.enum(['absent', 'present', 'undecided']).optional(),
  aliases: z.array(z.string()),
  /** TXT values that are SPF or were meant to be. */
  texts: z.array(z.string()),
  /** How many strings the record consists of. */
  strings: z.number(),
  /** Records found where nobody looks for them. */
  elsewhere: z.array(z.object({ name: z.string(), text: z.string() })),
  /** Size of all TXT records at the name as they travel, bytes. */
  txtBytes: z.number(),
  /** A record of Sender ID (RFC 4406) next to it. */
  senderId: z.string().optional(),
  /** The record of the obsolete type 99, and whether that question was answered. */
  oldType: z.object({ status: dnsStatusSchema, text: z.string().optional() }),
  audit: auditSchema.optional(),
})

/** The SPF record of every name mail is sent from, with the whole tree behind it. */
export const mailSpf = defineEvidence({
  key: 'mail.spf',
  version: 3,
  title: 'SPF records',
  maxBytes: 1024 * 1024,
  schema: z.object({ sends: z.boolean(), domains: z.array(spfDomainSchema) }),
})

export type SpfDomain = z.infer<typeof spfDomainSchema>
export type SpfEvidenceRow = z.infer<typeof spfRowSchema>
