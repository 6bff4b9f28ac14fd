import { messageProofSchema } from '../../evidence/mail-message'
import type { Ports } from './ports'

/** The question that is answered with the source of a message. */
export const MESSAGE_QUESTION = 'email-message'

/** Keys are exchanged now and then; an older message may name one that is rightly gone. */
const FRESH_MS = 30 * 86_400_000

/** Results that could only be reached with the key at hand. */
const HAD_KEY = new Set(['valid', 'bad-signature', 'expired', 'weak-key'])

/** Where keys of the project stand for certain: the names a message pasted in the last 30 days was signed with. */
export function pastedSelectors(
  ports: Pick<Ports, 'input'>,
  now: number,
): { selector: string; domain: string; from: string }[] {
  const given = ports.input(MESSAGE_QUESTION)
  if (given === undefined || now - given.at > FRESH_MS) return []
  const proof = messageProofSchema.safeParse(given.value)
  const [from] = proof.data?.fromDomains ?? []
  if (proof.data === undefined || from === undefined) return []
  return proof.data.signatures
    .filter((entry) => HAD_KEY.has(entry.result) && (entry.alignment === 'same' || entry.alignment === 'organisation'))
    .map(({ selector, domain }) => ({ selector, domain, from }))
}
