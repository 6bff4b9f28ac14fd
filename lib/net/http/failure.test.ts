import { describe, expect, test } from 'vitest'
import { DialError, EgressDenied } from '../errors'
import { toNetError } from './failure'

const coded = (code: string, message = '') => Object.assign(new Error(message), { code })

describe('whose fault it is', () => {
  test.each([
    ['refused', new DialError({ code: 'refused', address: '198.18.0.1' }), 'ECONNREFUSED', 'target'],
    ['silent', new DialError({ code: 'timeout', address: '198.18.0.1' }), 'TIMEOUT', 'target'],
    ['the run ended', new DialError({ code: 'aborted', address: '' }), 'ABORTED', 'ours'],
    ['something nobody foresaw', new Error('surprise'), 'INTERNAL', 'ours'],
    [
      'private address',
      new EgressDenied({ code: 'EGRESS_ADDRESS', host: 'a.test', port: 80, address: '10.0.0.1' }),
      'BLOCKED_ADDRESS',
      'guard',
    ],
    [
      'no such name',
      new EgressDenied({ code: 'EGRESS_DNS', host: 'a.test', port: 80, dns: 'nxdomain' }),
      'DNS_NXDOMAIN',
      'target',
    ],
    [
      'a name without address',
      new EgressDenied({ code: 'EGRESS_DNS', host: 'a.test', port: 80, dns: 'nodata' }),
      'DNS_NODATA',
      'target',
    ],
    [
      'no answer from DNS',
      new EgressDenied({ code: 'EGRESS_DNS', host: 'a.test', port: 80, dns: 'servfail' }),
      'DNS_FAILED',
      'ours',
    ],
    ['plain text where TLS was expected', coded('ERR_SSL_WRONG_VERSION_NUMBER'), 'PLAIN_HTTP_ON_TLS', 'target'],
    ['a certificate with 10,000 names', coded('ERR_SSL_EXCESSIVE_MESSAGE_SIZE'), 'TLS_EXCESSIVE_MESSAGE', 'target'],
    ['a header that never ends', coded('HPE_HEADER_OVERFLOW'), 'HEADER_OVERFLOW', 'ours'],
    ['not HTTP', coded('HPE_INVALID_CONSTANT'), 'PROTOCOL', 'target'],
    [
      'HTTP/2 calms us',
      coded('ERR_HTTP2_STREAM_ERROR', 'Stream closed with error code NGHTTP2_ENHANCE_YOUR_CALM'),
      'HEADER_OVERFLOW',
      'ours',
    ],
  ])('%s', (_title, thrown, code, fault) => {
    expect(toNetError(thrown, 'first-byte')).toMatchObject({ code, fault })
  })
})

test('the number of a TLS alert is kept', () => {
  const thrown = coded(
    'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
    'error:0A000458:SSL routines:ssl3_read_bytes:tlsv1 unrecognized name:SSL alert number 112',
  )
  expect(toNetError(thrown, 'tls')).toMatchObject({ code: 'TLS_ALERT', alert: 112, phase: 'tls' })
})

test('details are bounded', () => {
  expect(toNetError(new Error('x'.repeat(10_000)), 'body').detail.length).toBeLessThanOrEqual(200)
})
