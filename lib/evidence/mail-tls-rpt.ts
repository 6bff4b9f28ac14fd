import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

/** Where others report that mail could not be encrypted (RFC 8460). */
export const mailTlsRpt = defineEvidence({
  key: 'mail.tls-rpt',
  version: 1,
  title: 'TLS reporting',
  schema: z.object({
    domain: z.string(),
    status: dnsStatusSchema,
    /** TXT values at `_smtp._tls` that speak about TLS reporting. */
    records: z.array(z.string()),
  }),
})

export type MailTlsRpt = z.infer<typeof mailTlsRpt.schema>
