import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/** Hosts of the same domain that the project does not name, found in redirects, pages and certificates. */
export const tlsStrangers = defineEvidence({
  key: 'tls.strangers',
  version: 1,
  title: 'Live hosts outside this project',
  schema: z.strictObject({
    hosts: z
      .array(
        z.strictObject({
          host: z.string().max(253),
          /** Where its name was found first. */
          source: z.enum(['redirect', 'canonical', 'link', 'certificate']),
          /** URL of the page or redirect, or the host whose certificate names it. */
          seenAt: z.string().max(2048),
          /** `live`: it answered. `silent`: an address without a page. `not-looked`: our time was up. */
          state: z.enum(['live', 'silent', 'no-address', 'blocked', 'not-looked']),
          status: z.int().nullable(),
          /** Whether clients trust its certificate, as OpenSSL says; null where none was seen. */
          authorized: z.boolean().nullable(),
        }),
      )
      .max(20),
    /** How many more names were found than looked at. */
    more: z.int(),
  }),
  maxBytes: 128 * 1024,
})

export type TlsStrangers = z.infer<typeof tlsStrangers.schema>
export type TlsStranger = TlsStrangers['hosts'][number]
