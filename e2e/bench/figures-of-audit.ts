import { z } from 'zod'

/** What one auditing process measured of itself. Times in milliseconds, memory in bytes. */
export const auditFiguresSchema = z.object({
  /** The slowest audit of the process. */
  ms: z.number(),
  /** The latest first result. */
  firstResultMs: z.number(),
  checks: z.number(),
  notProven: z.number(),
  /** HTTP requests of all audits. */
  requests: z.number(),
  cpuMs: z.number(),
  rssBefore: z.number(),
  rssPeak: z.number(),
})

export type AuditFigures = z.infer<typeof auditFiguresSchema>
