import { z } from 'zod'
import { allow, type Context } from '../../auth/actor'
import type { InputDto } from '../../contracts/input'
import type { Transaction } from '../../db/client'
import { AppError } from '../../errors'
import { startRun } from '../run/start-run'
import { touchedChecks } from './touched-checks'

type Row = { question: string; value: unknown; byName: string; at: Date }

/** One kept answer as the API shows it. */
export function inputDto(row: Row): InputDto {
  return { question: row.question, value: z.json().parse(row.value), by: row.byName, at: row.at.toISOString() }
}

/** How the person of a context is named beside what they said. */
export function nameOf({ actor }: Context): string {
  return actor.kind === 'user' ? (actor.name ?? actor.email) : 'Launch Ready'
}

/** Everything people answered about a project, by question. */
export async function inputsOf(
  tx: Transaction,
  { workspaceId, projectId }: { workspaceId: string; projectId: string },
): Promise<Row[]> {
  return tx.input.findMany({
    where: { workspaceId, projectId },
    select: { question: true, value: true, byName: true, at: true },
    orderBy: { question: 'asc' },
  })
}

/**
 * Checks again what an answer touches. Never joins a run that is under way: it may have read the old answer. When
 * too much ran just now, or nothing may run, nothing is started; the answer counts in the next run.
 */
export async function recheck(context: Context, projectId: string, question: string): Promise<string | null> {
  allow(context, 'run.start')
  const checks = touchedChecks(question)
  if (checks.length === 0) return null
  try {
    const { run } = await startRun(context, projectId, { kind: 'checks', checks }, { because: 'answer' })
    return run.id
  } catch (error) {
    if (error instanceof AppError && (error.code === 'limit' || error.code === 'conflict')) return null
    throw error
  }
}
