import type { Confirmation, SignalAnswer, Triage } from '../roadmaps/state'
import type { DecisionsDto } from './decisions'

// Apart from the schemas, so that a page that derives its state does not load what checks schemas.

export const NO_DECISIONS: DecisionsDto = { confirmations: [], signalAnswers: [], triage: [] }

type Derivable = { confirmations: Confirmation[]; signalAnswers: SignalAnswer[]; triage: Triage[] }

/** The decisions as `deriveState` takes them: times in milliseconds. */
export function decisionsForDerivation(decisions: DecisionsDto): Derivable {
  return {
    confirmations: decisions.confirmations.map(({ itemId, statementVersion, by, at, expiresAt }) => ({
      itemId,
      statementVersion,
      by,
      at: Date.parse(at),
      ...(expiresAt === null ? {} : { expiresAt: Date.parse(expiresAt) }),
    })),
    signalAnswers: decisions.signalAnswers.map((answer) => ({ ...answer, at: Date.parse(answer.at) })),
    triage: decisions.triage.map(({ fingerprint, order, waiver }) => ({
      fingerprint,
      ...(order === null ? {} : { order }),
      ...(waiver === null ? {} : { waivedUntil: Date.parse(waiver.until) }),
    })),
  }
}
