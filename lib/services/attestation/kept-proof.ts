import type { ProofInput } from '../../contracts/attestation'
import { judgeProofFile, safeFileName } from '../../contracts/proof-file'
import { invalidField } from '../../errors'
import { maskSecrets, storableText } from '../../secrets/mask'

export type KeptProof =
  | { kind: 'link' | 'note'; text: string }
  | { kind: 'file'; text: string; type: string; file: Uint8Array<ArrayBuffer> }

/** Proof as it is kept: secrets masked, bytes only of the types we know. Throws `invalid` for other bytes. */
export function keptProof(proof: ProofInput): KeptProof {
  switch (proof.kind) {
    case 'link':
      return { kind: 'link', text: maskSecrets(storableText(proof.url)) }
    case 'note':
      return { kind: 'note', text: maskSecrets(storableText(proof.text)) }
    case 'file': {
      const file = Uint8Array.from(Buffer.from(proof.content, 'base64'))
      const name = safeFileName(proof.name)
      const judged = judgeProofFile({ name, bytes: file })
      if (!judged.ok) throw invalidField('proof.content', judged.reason)
      return { kind: 'file', text: name, type: judged.type, file }
    }
  }
}
