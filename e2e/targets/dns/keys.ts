import { generateKeyPairSync } from 'node:crypto'
import type { KeyMaterial } from './zone-text'

let known: KeyMaterial | undefined
let pair: ReturnType<typeof rsaPair> | undefined

const rsaPair = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits })

function rsa(bits: number) {
  return rsaPair(bits).publicKey
}

function strongPair() {
  pair ??= rsaPair(2048)
  return pair
}

/** The private half of the key that zones publish as `@RSA2048`, as PEM: with it messages of those zones are signed. */
export function strongPrivateKey(): string {
  return strongPair().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** Public keys for DKIM records, generated once per process; base64 without line ends. */
export function keyMaterial(): KeyMaterial {
  if (known !== undefined) return known
  const strong = strongPair().publicKey
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
