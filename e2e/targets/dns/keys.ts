import { generateKeyPairSync } from 'node:crypto'
import type { KeyMaterial } from './zone-text'

let known: KeyMaterial | undefined

function rsa(bits: number) {
  return generateKeyPairSync('rsa', { modulusLength: bits }).publicKey
}

/** Public keys for DKIM records, generated once per process; base64 without line ends. */
export function keyMaterial(): KeyMaterial {
  if (known !== undefined) return known
  const strong = rsa(2048)
  const ed25519 = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' })
  known = {
    '@RSA512': rsa(512).export({ type: 'spki', format: 'der' }).toString('base64'),
    '@RSA1024': rsa(1024).export({ type: 'spki', format: 'der' }).toString('base64'),
    '@RSA2048': strong.export({ type: 'spki', format: 'der' }).toString('base64'),
    '@PK1_2048': strong.export({ type: 'pkcs1', format: 'der' }).toString('base64'),
    // RFC 8463 publishes the bare 32 bytes of the key, not the SPKI structure around them.
    '@ED25519': ed25519.subarray(-32).toString('base64'),
  }
  return known
}
