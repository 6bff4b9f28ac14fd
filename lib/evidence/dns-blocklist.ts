import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

const answerSchema = z.object({ status: dnsStatusSchema, addresses: z.array(z.string()).max(10) })

/** What the configured blocklists say about the domains and the mail servers of the project (RFC 5782). */
export const dnsBlocklist = defineEvidence({
  key: 'dns.blocklist',
  version: 1,
  title: 'Blocklists of senders',
  schema: z.object({
    domain: z.string(),
    lists: z.array(
      z.object({
        zone: z.string(),
        kind: z.enum(['ip', 'domain']),
        /** The entry every list has for tests, and the one none may have. */
        listedTest: answerSchema,
        unlistedTest: answerSchema,
        rows: z.array(
          answerSchema.extend({
            /** The domain or address that was looked up. */
            subject: z.string(),
            query: z.string(),
            /** Why it is listed, in the words of the list. */
            reason: z.string().optional(),
          }),
        ),
      }),
    ),
  }),
})

export type DnsBlocklist = z.infer<typeof dnsBlocklist.schema>
