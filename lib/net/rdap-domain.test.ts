import { describe, expect, it } from 'vitest'
import { readDomain } from './rdap-domain'

const whole = {
  objectClassName: 'domain',
  ldhName: 'acme.io',
  status: ['client transfer prohibited', 'autoRenewPeriod'],
  events: [
    { eventAction: 'registration', eventDate: '2020-01-02T03:04:05Z' },
    { eventAction: 'expiration', eventDate: '2027-01-02T03:04:05+02:00' },
    { eventAction: 'last changed', eventDate: 'yesterday' },
  ],
  entities: [
    { roles: ['abuse'] },
    {
      roles: ['registrar'],
      vcardArray: [
        'vcard',
        [
          ['version', {}, 'text', '4.0'],
          ['fn', {}, 'text', 'Good Names Ltd'],
        ],
      ],
    },
  ],
  nameservers: [{ ldhName: 'NS1.acme.io' }, {}],
  secureDNS: { delegationSigned: true },
  links: [{ rel: 'related', type: 'application/rdap+json', href: 'https://rdap.good-names.example/domain/acme.io' }],
}

describe('an answer of a registry', () => {
  it('gives dates, status, registrar and name servers', () => {
    expect(readDomain(whole)).toEqual({
      facts: {
        outcome: 'found',
        expires: '2027-01-02T01:04:05.000Z',
        registered: '2020-01-02T03:04:05.000Z',
        status: ['clienttransferprohibited', 'autorenewperiod'],
        registrar: 'Good Names Ltd',
        nameServers: ['ns1.acme.io'],
        signed: true,
      },
      registrarUrl: 'https://rdap.good-names.example/domain/acme.io',
    })
  })

  it('may be almost empty', () => {
    expect(readDomain({ objectClassName: 'domain' })?.facts).toEqual({ outcome: 'found', status: [], nameServers: [] })
  })

  it('may be broken in part', () => {
    const read = readDomain({
      ...whole,
      events: 'soon',
      entities: [7],
      links: [{ rel: 'related', href: 'http://10.0.0.1/' }],
    })
    expect(read?.facts).toMatchObject({ outcome: 'found', signed: true })
    expect(read?.facts.expires).toBeUndefined()
    expect(read?.registrarUrl).toBeUndefined()
  })

  it.each([null, 'text', [], { objectClassName: 'error' }, { errorCode: 404 }])('is none: %j', (body) => {
    expect(readDomain(body)).toBeUndefined()
  })
})
