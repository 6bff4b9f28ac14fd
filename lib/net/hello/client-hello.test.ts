import { describe, expect, it } from 'vitest'
import { clientHello, WIRE_VERSIONS } from './client-hello'
import { SUITES, WEAK_SUITES } from './suites'

const ALL = SUITES.map(({ id }) => id)
const HOST = 'app.acme.io'

describe('a hello', () => {
  it.each(['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const)('for %s says its own length', (version) => {
    const bytes = clientHello({ host: HOST, version, suites: ALL })
    expect(bytes[0]).toBe(22)
    expect(bytes.readUInt16BE(3)).toBe(bytes.length - 5)
    expect(bytes.readUIntBE(6, 3)).toBe(bytes.length - 9)
    expect(bytes.readUInt16BE(9)).toBe(Math.min(WIRE_VERSIONS[version], 0x0303))
  })

  it('names the host, except for SSL 3.0 and for addresses', () => {
    expect(clientHello({ host: HOST, version: 'TLSv1', suites: ALL }).includes(HOST)).toBe(true)
    expect(clientHello({ host: HOST, version: 'SSLv3', suites: ALL }).includes(HOST)).toBe(false)
    expect(clientHello({ host: '203.0.113.5', version: 'TLSv1.2', suites: ALL }).includes('203.0.113.5')).toBe(false)
  })

  it('is never between 256 and 511 bytes long, where some servers hang', () => {
    for (let count = 1; count <= ALL.length; count += 1) {
      const { length } = clientHello({ host: HOST, version: 'TLSv1.2', suites: ALL.slice(0, count) })
      expect(length - 5 < 256 || length - 5 >= 512, `${count} suites`).toBe(true)
    }
  })

  it('says which certificates it can verify', () => {
    const only = (keys: 'rsa' | 'ecdsa') => clientHello({ host: HOST, version: 'TLSv1.2', suites: [0xc02f], keys })
    expect(only('rsa').includes(Buffer.from([0x04, 0x03]))).toBe(false)
    expect(only('rsa').includes(Buffer.from([0x08, 0x09]))).toBe(true)
    expect(only('ecdsa').includes(Buffer.from([0x08, 0x05]))).toBe(false)
  })
})

describe('suites', () => {
  it('every number and name occurs once', () => {
    expect(new Set(ALL).size).toBe(ALL.length)
    expect(new Set(SUITES.map(({ name }) => name)).size).toBe(ALL.length)
  })

  it('the gravest weakness leads', () => {
    const kind = (name: string) => SUITES.find((one) => one.name === `TLS_${name}`)?.weakness
    expect(kind('ECDHE_RSA_WITH_AES_128_CBC_SHA')).toBeNull()
    expect(kind('ECDH_anon_WITH_NULL_SHA')).toBe('anonymous')
    expect(kind('RSA_EXPORT_WITH_RC4_40_MD5')).toBe('export')
    expect(kind('RSA_WITH_DES_CBC_SHA')).toBe('des')
    expect(kind('RSA_WITH_3DES_EDE_CBC_SHA')).toBe('3des')
    expect(kind('RSA_WITH_RC4_128_SHA')).toBe('rc4')
    expect(kind('RSA_WITH_NULL_SHA256')).toBe('null')
  })

  it('a sweep offers the broken ones only', () => {
    expect(WEAK_SUITES.every(({ weakness }) => weakness !== null)).toBe(true)
    expect(WEAK_SUITES[0]?.weakness).toBe('null')
  })
})
