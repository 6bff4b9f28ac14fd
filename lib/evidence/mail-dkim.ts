import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

export const dkimSelectorSchema = z.object({
  selector: z.string(),
  /** The signing domain (`d=`). */
  domain: z.string(),
  /** `stated`: named by the project; `provider`: used by a service in play; `common`: a usual name. */
  source: z.enum(['stated', 'provider', 'common']),
  /** Services that use this selector or whose names the alias points to. */
  providers: z.array(z.string()),
  status: dnsStatusSchema,
  absence: z.enum(['absent', 'present', 'undecided']).optional(),
  aliases: z.array(z.string()),
  records: z.array(z.string()),
})

const dkimDomainSchema = z.object({
  domain: z.string(),
  /** What `_domainkey` itself answers: NXDOMAIN means that nothing exists below it (RFC 8020). */
  root: dnsStatusSchema,
  /** False where the zone was seen to answer NXDOMAIN although something exists below. */
  rootReliable: z.boolean(),
  /** A selector nobody can have chosen answers as well. */
  wildcard: z.boolean(),
  asked: z.number(),
  unanswered: z.number(),
  /** Selectors that answered, and those that were named or must exist. */
  selectors: z.array(dkimSelectorSchema),
})

/** Keys for signatures of outgoing mail, found under known and usual names. */
export const mailDkim = defineEvidence({
  key: 'mail.dkim',
  version: 1,
  title: 'DKIM keys',
  schema: z.object({ sends: z.boolean(), domains: z.array(dkimDomainSchema) }),
})

export type DkimDomain = z.infer<typeof dkimDomainSchema>
export type DkimSelector = z.infer<typeof dkimSelectorSchema>
