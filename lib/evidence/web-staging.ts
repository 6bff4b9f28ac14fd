import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const copySchema = z.strictObject({
  host: z.string().max(253),
  /** Where we learned of it. */
  source: z.enum(['project', 'name', 'page', 'policy', 'certificate', 'redirect', 'script']),
  /**
   * `gone`: no address. `closed`: nobody outside reaches it. `refused`: 401 or 403. `away`: sends
   * visitors to another host. `public`: shows a page to everybody. `empty`: answers that its first page does not exist.
   */
  state: z.enum(['gone', 'closed', 'refused', 'away', 'public', 'empty', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  /** Where `away` leads; empty otherwise. */
  leadsTo: z.string().max(253),
  title: z.string().max(300),
  /** Whether production showed a page to compare it with. */
  compared: z.boolean(),
  sameTitle: z.boolean(),
  sameContent: z.boolean(),
  noindex: z.enum(['header', 'meta', 'none']),
  /** robots.txt forbids everything; null where it was not read. */
  disallowed: z.boolean().nullable(),
  /** Hosts of the production API that its page or scripts name. */
  productionApis: z.array(z.string().max(253)).max(5),
  /** Session cookies it sets for a domain that production shares: name and domain. */
  sharedCookies: z.array(z.tuple([z.string().max(80), z.string().max(253)])).max(5),
})

/** Copies of the product for tests: those of the project, and those its pages and certificates give away. */
export const webStaging = defineEvidence({
  key: 'web.staging',
  version: 2,
  title: 'What your copy for tests shows to strangers',
  schema: z.strictObject({ production: z.string().max(253), copies: z.array(copySchema).max(6) }),
  maxBytes: 64 * 1024,
})

export type WebStaging = z.infer<typeof webStaging.schema>
export type StagingCopy = WebStaging['copies'][number]
