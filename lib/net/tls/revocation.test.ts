import { randomBytes, X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type CertificateAuthority, createCertificateAuthority } from '../../../e2e/targets/ca'
import { askedId, certificateId, ocspResponse, revocationList } from '../../../e2e/targets/status'
import { readCrl } from './crl'
import { identityOf, ocspRequest, readOcsp } from './ocsp'
import { type Load, lookAtRevocation } from './revocation'

const RESPONDER = 'http://ocsp.authority.example'
const LIST = 'http://crl.authority.example/e1.crl'
const SERIAL = '0102030405060708090a0b0c0d0e0f10'

let ca: CertificateAuthority
let issuer: X509Certificate
let stranger: X509Certificate

function issued(order: Partial<Parameters<CertificateAuthority['issue']>[0]> = {}): X509Certificate {
  return new X509Certificate(ca.issue({ names: ['acme.io'], ...order }).cert)
}

beforeAll(async () => {
  ca = await createCertificateAuthority()
  issuer = new X509Certificate(ca.intermediateDer)
  stranger = new X509Certificate(ca.rootPem)
})

describe('an OCSP answer', () => {
  const answerFor = (leaf: X509Certificate, order: Parameters<typeof ocspResponse>[2]) =>
    ocspResponse(certificateId(leaf.raw, ca.intermediate), ca.intermediate, order)
  const read = (bytes: Buffer, leaf: X509Certificate, by: X509Certificate | null = issuer) =>
    readOcsp(bytes, identityOf(leaf.raw), by)

  it.each(['good', 'revoked', 'unknown'] as const)('says %s', (status) => {
    const leaf = issued()
    const answer = read(answerFor(leaf, { status }), leaf)
    expect(answer).toMatchObject({ status, signature: 'valid' })
    expect(answer?.revokedAt === '').toBe(status !== 'revoked')
    expect(Date.parse(answer?.nextUpdate ?? '')).toBeGreaterThan(Date.now())
  })

  it('about another certificate is none', () => {
    expect(read(answerFor(issued(), { status: 'good' }), issued())).toBeNull()
  })

  it('with a forged signature is told', () => {
    const leaf = issued()
    expect(read(answerFor(leaf, { status: 'good', forged: true }), leaf)).toMatchObject({ signature: 'invalid' })
    expect(read(answerFor(leaf, { status: 'good' }), leaf, stranger)).toMatchObject({ signature: 'invalid' })
    expect(read(answerFor(leaf, { status: 'good' }), leaf, null)).toMatchObject({ signature: 'unchecked' })
  })

  it('that is only an error is none', () => {
    expect(read(Buffer.from([0x30, 3, 0x0a, 1, 6]), issued())).toBeNull()
  })

  it('never throws and never turns valid by chance', () => {
    const leaf = issued()
    const good = answerFor(leaf, { status: 'revoked' })
    for (let round = 0; round < 1500; round += 1) {
      const bytes = Buffer.from(good)
      const place = randomBytes(2).readUInt16BE(0) % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (round % 8))
      const answer = read(bytes.subarray(0, bytes.length - (round % 4) * 5), leaf)
      if (answer?.signature === 'valid') expect(answer.status).toBe('revoked')
    }
    for (let round = 0; round < 300; round += 1) expect(read(randomBytes(200), leaf)).toBeNull()
  })
})

describe('an OCSP question', () => {
  it('names the certificate as its authority would', () => {
    const leaf = issued()
    expect(askedId(ocspRequest(leaf.raw, issuer))).toEqual(certificateId(leaf.raw, ca.intermediate))
  })

  it('is short enough for a GET (RFC 6960 appendix A)', () => {
    expect(encodeURIComponent(ocspRequest(issued().raw, issuer).toString('base64')).length).toBeLessThan(255)
  })
})

describe('a revocation list', () => {
  const about = () => identityOf(issued({ serial: SERIAL }).raw)

  it('with and without the certificate', () => {
    const others = Array.from({ length: 5000 }, (_, index) => `0a${index.toString(16).padStart(6, '0')}`)
    const without = revocationList(ca.intermediate, others)
    expect(readCrl(without, about(), issuer)).toMatchObject({ status: 'good', signature: 'valid' })
    const within = revocationList(ca.intermediate, [...others, SERIAL])
    expect(readCrl(within, about(), issuer)).toMatchObject({ status: 'revoked', signature: 'valid' })
  })

  it('that holds the serial inside of another one is without it', () => {
    const longer = revocationList(ca.intermediate, [`05${SERIAL}`])
    expect(readCrl(longer, about(), issuer)).toMatchObject({ status: 'good' })
  })

  it('that is empty', () => {
    expect(readCrl(revocationList(ca.intermediate, []), about(), issuer)).toMatchObject({ status: 'good' })
  })

  it('of another authority is none of ours', () => {
    const other = { ...ca.intermediate, name: { commonName: 'Somebody else' } }
    expect(readCrl(revocationList(other, []), about(), issuer)).toBeNull()
  })

  it('is never believed after a change', () => {
    const list = revocationList(ca.intermediate, ['0a0b', SERIAL])
    for (let round = 0; round < 1000; round += 1) {
      const bytes = Buffer.from(list)
      const place = randomBytes(2).readUInt16BE(0) % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (round % 8))
      const answer = readCrl(bytes, about(), issuer)
      if (answer?.signature === 'valid') expect(answer.status).toBe('revoked')
    }
  })
})

describe('what is known of one certificate', () => {
  const asked: string[] = []
  const loads = (bytes: (url: string) => Buffer | null): Load => {
    asked.length = 0
    return async (url) => {
      asked.push(url)
      const found = bytes(url)
      return found === null ? { ok: false, detail: 'TIMEOUT', error: null } : { ok: true, bytes: found }
    }
  }
  const respond = (status: 'good' | 'revoked') => (url: string) =>
    ocspResponse(askedId(Buffer.from(decodeURIComponent(url.split('/').at(-1) ?? ''), 'base64')), ca.intermediate, {
      status,
    })

  it('a staple makes every question needless', async () => {
    const leaf = issued({ ocsp: RESPONDER })
    const staple = ocspResponse(certificateId(leaf.raw, ca.intermediate), ca.intermediate, { status: 'good' })
    const look = await lookAtRevocation({ leaf, issuer, staple }, loads(respond('revoked')))
    expect(look).toMatchObject({ staple: { status: 'good' }, asked: { from: 'none' } })
    expect(asked).toEqual([])
  })

  it('the responder is asked', async () => {
    const look = await lookAtRevocation(
      { leaf: issued({ ocsp: RESPONDER }), issuer, staple: null },
      loads(respond('revoked')),
    )
    expect(look).toMatchObject({
      staple: 'none',
      asked: { from: 'ocsp', answer: { status: 'revoked', signature: 'valid' } },
    })
  })

  it('the list only where the responder does not help', async () => {
    const leaf = issued({ ocsp: RESPONDER, crl: LIST })
    const load = loads((url) => (url === LIST ? revocationList(ca.intermediate, []) : null))
    expect((await lookAtRevocation({ leaf, issuer, staple: null }, load)).asked).toMatchObject({ from: 'crl' })
    expect(asked).toHaveLength(2)
  })

  it('a certificate of a few days is not asked about', async () => {
    const leaf = issued({ ocsp: RESPONDER, from: -3, until: 3 })
    const look = await lookAtRevocation({ leaf, issuer, staple: null }, loads(respond('good')))
    expect([look.asked, asked]).toEqual([{ from: 'none' }, []])
  })

  it('without its issuer there is no question to ask', async () => {
    const look = await lookAtRevocation(
      { leaf: issued({ ocsp: RESPONDER }), issuer: null, staple: null },
      loads(respond('good')),
    )
    expect([look.asked, asked]).toMatchObject([{ from: 'failed' }, []])
  })

  it('an address that is no web address is not visited', async () => {
    const leaf = issued({ ocsp: 'ldap://10.0.0.5/', crl: 'file:///etc/passwd' })
    const look = await lookAtRevocation({ leaf, issuer, staple: null }, loads(respond('good')))
    expect([look.asked, asked]).toEqual([{ from: 'none' }, []])
  })
})
