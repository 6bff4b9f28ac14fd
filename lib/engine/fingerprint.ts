import { createHash } from 'node:crypto'
import type { Subject } from './subject'

/**
 * The identity of a finding across runs, 22 characters. Owner, order and waiver hang on it, so
 * wording, parameters and versions stay out: only the check, the code and the subject count.
 */
export function fingerprint({ checkId, code, subject }: { checkId: string; code: string; subject: Subject }): string {
  const text = ['1', checkId, code, `${subject.kind}:${subject.id}`].join('|')
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
