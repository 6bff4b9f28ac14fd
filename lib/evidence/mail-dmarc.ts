import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

const stepSchema = z.object({
  domain: z.string(),
  status: z.enum(['found', 'void', 'error']),
  dns: dnsStatusSchema,
  texts: z.array(z.string()),
  aliases: z.array(z.string()),
})

export const dmarcDomainSchema = z.object({
  domain: z.string(),
  exists: z.enum(['yes', 'no', 'unknown']),
  steps: z.array(stepSchema),
  policyDomain: z.string().optional(),
  inherited: z.boolean(),
  organisation: z.string(),
  unsure: z.boolean(),
  absence: z.enum(['absent', 'present', 'undecided']).optional(),
  /** The record is there only because a catch-all record answers every name. */
  wildcard: z.boolean(),
  /** A DMARC text at the domain itself, where nobody looks for it. */
  misplaced: z.string().optional(),
  /** Where receivers that still follow RFC 7489 take the policy from. */
  legacyPolicyDomain: z.string().optional(),
})

/** DMARC policies and organisational domains, by the tree walk of RFC 9989. */
export const mailDmarc = defineEvidence({
  key: 'mail.dmarc',
  version: 1,
  title: 'DMARC records',
  schema: z.object({
    sends: z.boolean(),
    domains: z.array(dmarcDomainSchema),
    /** Organisational domain of every name that takes part in sending. */
    organisations: z.array(z.object({ name: z.string(), organisation: z.string(), unsure: z.boolean() })),
  }),
})

export type DmarcDomain = z.infer<typeof dmarcDomainSchema>
