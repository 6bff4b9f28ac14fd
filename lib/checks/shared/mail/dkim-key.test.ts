import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { looksLikeDkim, parseDkimKey } from './dkim-key'

function rsa(bits: number, type: 'spki' | 'pkcs1' = 'spki'): string {
  return generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ type, format: 'der' })
    .toString('base64')
}

const strong = rsa(2048)
const edDer = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' })
const ed = edDer.subarray(-32).toString('base64')

const rows: Record<string, [text: string, type: string, bits: number, problems: string[]]> = {
  '2048 bits': [`v=DKIM1; k=rsa; p=${strong}`, 'rsa', 2048, []],
  'only p': [`p=${strong}`, 'rsa', 2048, []],
  'white space inside the key': [
    `v=DKIM1; p=${strong.slice(0, 90)} ${strong.slice(90, 180)}\t${strong.slice(180)}`,
    'rsa',
    2048,
    [],
  ],
  'notes and granularity are ignored': [`v=DKIM1; g=*; n=hello; p=${strong};`, 'rsa', 2048, []],
  '1024 bits': [`v=DKIM1; p=${rsa(1024)}`, 'rsa', 1024, ['weak']],
  '512 bits': [`v=DKIM1; p=${rsa(512)}`, 'rsa', 512, ['short']],
  'PKCS#1': [`v=DKIM1; p=${rsa(2048, 'pkcs1')}`, 'rsa', 2048, ['pkcs1-key']],
  revoked: ['v=DKIM1; p=', 'rsa', 0, ['revoked']],
  'no base64': ['v=DKIM1; p=not base64!!', 'rsa', 0, ['bad-base64']],
  'cut at 255 characters': [`v=DKIM1; k=rsa; p=${strong}`.slice(0, 255).replace(/=+$/, ''), 'rsa', 0, ['truncated']],
  'not DER': [`v=DKIM1; p=${Buffer.from('hello world').toString('base64')}`, 'rsa', 0, ['bad-der']],
  'wrong version': [`v=DKIM2; p=${strong}`, 'rsa', 2048, ['version-wrong']],
  'version not first': [`k=rsa; v=DKIM1; p=${strong}`, 'rsa', 2048, ['version-not-first']],
  'escaped semicolons': [`v=DKIM1\\; k=rsa\\; p=${strong}`, 'rsa', 2048, ['escaped-semicolon']],
  'a part twice': [`v=DKIM1; p=${strong}; p=${strong}`, 'rsa', 2048, ['duplicate-tag']],
  'only SHA-1': [`v=DKIM1; h=sha1; p=${strong}`, 'rsa', 2048, ['sha1-only']],
  'both hashes': [`v=DKIM1; h=sha1:sha256; p=${strong}`, 'rsa', 2048, []],
  'another service': [`v=DKIM1; s=other; p=${strong}`, 'rsa', 2048, ['service-not-email']],
  'test flag': [`v=DKIM1; t=y:s; p=${strong}`, 'rsa', 2048, ['test-flag']],
  'strict identity': [`v=DKIM1; t=s; p=${strong}`, 'rsa', 2048, []],
  Ed25519: [`v=DKIM1; k=ed25519; p=${ed}`, 'ed25519', 256, []],
  'Ed25519 as DER': [`v=DKIM1; k=ed25519; p=${edDer.toString('base64')}`, 'ed25519', 0, ['ed25519-der']],
  'Ed25519 too short': ['v=DKIM1; k=ed25519; p=AAAA', 'ed25519', 0, ['ed25519-size']],
  'unknown type': [`v=DKIM1; k=dsa; p=${strong}`, 'unknown', 0, ['unknown-type']],
  'no key at all': ['v=DKIM1; k=rsa', 'rsa', 0, ['not-a-key']],
}

describe('parseDkimKey', () => {
  for (const [name, [text, type, bits, problems]] of Object.entries(rows)) {
    it(name, () => expect(parseDkimKey(text)).toMatchObject({ type, bits, problems }))
  }

  it('calls weak, PKCS#1 and test keys usable, all others not', () => {
    const usable = Object.entries(rows).filter(([, [text]]) => parseDkimKey(text).usable)
    expect(usable.map(([name]) => name)).toContain('1024 bits')
    expect(usable.map(([name]) => name)).toContain('test flag')
    expect(usable.map(([name]) => name)).not.toContain('only SHA-1')
    expect(usable.map(([name]) => name)).not.toContain('revoked')
  })

  it('never throws, whatever a record holds', () => {
    for (const text of ['', ';;;', 'p', '='.repeat(9), 'p=MA==', 'p=MIGf', 'k=ed25519;p=MIGf', '\0']) {
      expect(parseDkimKey(text).usable).toBe(false)
    }
  })
})

describe('looksLikeDkim', () => {
  it('sees keys without a version and ignores other TXT', () => {
    expect(looksLikeDkim('p=MIG')).toBe(true)
    expect(looksLikeDkim('k=rsa; p=MIG')).toBe(true)
    expect(looksLikeDkim('v=spf1 -all')).toBe(false)
    expect(looksLikeDkim('google-site-verification=abc')).toBe(false)
  })
})
