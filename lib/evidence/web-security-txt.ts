import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const fileSchema = z.strictObject({
  url: z.string().max(2048),
  /** Where redirects ended. */
  finalUrl: z.string().max(2048),
  outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  contentType: z.string().max(120),
  html: z.boolean(),
  contacts: z.array(z.string().max(300)).max(10),
  expires: z.array(z.string().max(60)).max(10),
  signed: z.boolean(),
})

/** The file in which the main host says whom to tell about a security problem, at its place and at the old one. */
export const webSecurityTxt = defineEvidence({
  key: 'web.security-txt',
  version: 1,
  title: 'How to report a security problem',
  schema: z.strictObject({
    host: z.string().max(253),
    /** `/.well-known/security.txt`, then `/security.txt` where the first is none; empty without a site. */
    files: z.array(fileSchema).max(2),
  }),
  maxBytes: 32 * 1024,
})

export type WebSecurityTxt = z.infer<typeof webSecurityTxt.schema>
export type SecurityFile = WebSecurityTxt['files'][number]
