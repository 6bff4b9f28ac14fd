import { expect, it } from 'vitest'
import { certificate, noHandshake, webTlsOf } from '../../checks/shared/tls-test-kit'
import { addressesWorthALook } from './tls-addresses'

const leaf = certificate(['acme.io'])
const chosen = (looks: Parameters<typeof webTlsOf>[0][string], limit = 2) =>
  addressesWorthALook(webTlsOf({ 'acme.io': looks }).hosts[0]?.addresses ?? [], limit)
const at = (address: string, part = {}) => ({ address, first: { leaf, part } })

it('looks once at addresses that show the same', () => {
  expect(chosen([at('104.16.1.10'), at('104.16.1.11'), at('2606:4700::a')])).toEqual(['104.16.1.10'])
})

it('looks at every address that shows something else, up to the limit', () => {
  const other = { address: '104.16.1.12', first: { leaf: certificate(['acme.io'], { left: 5 }) } }
  const older = at('104.16.1.13', { version: 'TLSv1.2' })
  expect(chosen([at('104.16.1.10'), other, older])).toEqual(['104.16.1.10', '104.16.1.12'])
  expect(chosen([at('104.16.1.10'), older])).toEqual(['104.16.1.10', '104.16.1.13'])
})

it('looks at a server that speaks TLS although no handshake succeeds', () => {
  const refused = { address: '104.16.1.10', first: noHandshake('ECONNREFUSED') }
  expect(chosen([refused, { address: '104.16.1.11', first: noHandshake('TLS_ALERT', { alert: 40 }) }])).toEqual([
    '104.16.1.11',
  ])
})

it.each(['ECONNREFUSED', 'TIMEOUT', 'EUNREACH', 'PLAIN_HTTP_ON_TLS'])('does not knock again after %s', (code) => {
  expect(chosen([{ address: '104.16.1.10', first: noHandshake(code) }])).toEqual([])
})

it('does not look where our time was up', () => {
  expect(chosen([{ address: '104.16.1.10', first: null }])).toEqual([])
})
