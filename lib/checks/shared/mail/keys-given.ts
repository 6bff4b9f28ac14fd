import { generateKeyPairSync } from 'node:crypto'

function rsa(bits: number, type: 'spki' | 'pkcs1' = 'spki'): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  return publicKey.export({ type, format: 'der' }).toString('base64')
}

const ed25519 = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' })

/** Fresh public keys for case tables, as they stand in `p=`. */
export const givenKeys = {
  rsa512: rsa(512),
  rsa1024: rsa(1024),
  rsa2048: rsa(2048),
  pkcs1: rsa(2048, 'pkcs1'),
  ed25519: ed25519.subarray(-32).toString('base64'),
  ed25519Der: ed25519.toString('base64'),
}
