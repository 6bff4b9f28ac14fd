import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { webErrorSchema } from './web-chain'

const loginSchema = z.strictObject({
  url: z.string().max(2048),
  declared: z.boolean(),
  /** Where the visit ended. */
  finalUrl: z.string().max(2048),
  outcome: z.enum(['page', 'other', 'wall', 'refused', 'failed', 'not-looked']),
  status: z.int().nullable(),
  error: webErrorSchema.nullable(),
  /** Who refused us, with `wall`. */
  wall: z.string().max(60),
  /** The browser asks for a name and password of its own (RFC 7617). */
  basic: z.boolean(),
  password: z.boolean(),
  /** A field for an address or user name. */
  account: z.boolean(),
  /** Texts or targets of buttons that hand over to a sign-in service. */
  providers: z.array(z.string().max(120)).max(6),
  /** Where forms with such fields send them, absolute. */
  actions: z.array(z.string().max(2048)).max(4),
  /** Characters of visible text. */
  textLength: z.int(),
  scripts: z.int(),
  /** What an address on the way calls its mistake: `redirect_uri_mismatch`. */
  mistake: z.string().max(80),
})

/** The page where people sign in: declared, or the first link of the first page that says so. */
export const webLogin = defineEvidence({
  key: 'web.login',
  version: 1,
  title: 'Your sign-in page',
  schema: z.strictObject({
    pages: z.array(loginSchema).max(4),
    /** Whether the first page could be searched for a link: it was read and is no empty shell. */
    searched: z.boolean(),
  }),
  maxBytes: 64 * 1024,
})

export type WebLogin = z.infer<typeof webLogin.schema>
export type LoginPage = WebLogin['pages'][number]
