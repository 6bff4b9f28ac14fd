import { z } from 'zod'
import { targetSchema } from '../../lib/engine/target'

/** What one auditing process is asked to do. */
export const auditOrderSchema = z.object({
  /** Audited at once. */
  targets: targetSchema.array(),
  /** How often, one after the other. */
  rounds: z.number(),
  /** Without politeness and pauses: what is left are the answers that wait for each other. */
  hasty: z.boolean(),
})

export type AuditOrder = z.infer<typeof auditOrderSchema>

/** What one auditing process measured of itself. Times in milliseconds, memory in bytes. */
export const auditFiguresSchema = z.object({
  /** The slowest audit of the first round. */
  ms: z.number(),
  /** The latest first result of the first round. */
  firstResultMs: z.number(),
  checks: z.number(),
  notProven: z.number(),
  /** HTTP requests of all audits of a round. */
  requests: z.number(),
  /** Turns the host that got most of them was asked in: each starts a connection, or a question on an open one. */
  busiestHost: z.number(),
  /** Processor time a worker spends once, before its first audit. */
  readyCpuMs: z.number(),
  /** Processor time of the first round, in which a process still compiles what it runs. */
  cpuMs: z.number(),
  /** Processor time of the last round: what an audit costs a worker that has been running for a while. */
  warmCpuMs: z.number(),
  rssBefore: z.number(),
  rssPeak: z.number(),
})

export type AuditFigures = z.infer<typeof auditFiguresSchema>
