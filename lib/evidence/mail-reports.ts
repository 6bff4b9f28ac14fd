import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/**
 * `works`: mail reaches it and it may take the reports. `unauthorised`: it belongs to somebody else who
 * has not agreed. `no-mx`: a host without mail servers. `dead`: nothing takes mail there. `malformed`: no address.
 */
export const reportStateSchema = z.enum(['works', 'unauthorised', 'no-mx', 'dead', 'malformed', 'unknown'])

/** Whether the addresses in DMARC records can receive reports (RFC 9990 section 4). */
export const mailReports = defineEvidence({
  key: 'mail.reports',
  version: 1,
  title: 'Where DMARC reports go',
  schema: z.object({
    policies: z.array(
      z.object({
        /** The name whose record asks for reports. */
        domain: z.string(),
        rua: z.array(
          z.object({
            uri: z.string(),
            destination: z.string(),
            external: z.boolean(),
            state: reportStateSchema,
            /** What was asked and answered, for people. */
            seen: z.array(z.string()),
          }),
        ),
        rufExternal: z.array(z.string()),
      }),
    ),
  }),
})

export type MailReports = z.infer<typeof mailReports.schema>
