import type { Context } from '../../auth/actor'
import type { Transaction } from '../../db/client'
import type { Target } from '../../engine/target'
import { AppError } from '../../errors'
import { provenNamesOf } from './proven-names'

/** Throws `ownership-required` unless a proven name covers a host of the target. */
export async function requireOwnership(tx: Transaction, { workspaceId }: Context, target: Target): Promise<void> {
  const names = await provenNamesOf(tx, { workspaceId, target })
  if (names.length > 0) return
  throw new AppError('ownership-required', {
    detail: `Active checks send requests a visitor would not send. Prove that you own ${target.domain} first, under Project settings, Ownership.`,
  })
}
