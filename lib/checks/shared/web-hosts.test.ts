import { describe, expect, it } from 'vitest'
import { bareTarget, type Target } from '../../engine/target'
import { isHandoverHost, isLocalHost, isOwnDomain, isOwnHost, isPlatformHost, webHostsOf } from './web-hosts'

const target = (part: Partial<Target>): Target => ({ ...bareTarget('acme.io'), ...part })

describe('webHostsOf', () => {
  it('adds apex and www of a registrable domain and leaves mail hosts out', () => {
    const hosts = [
      { name: 'App.Acme.io.', role: 'app' as const },
      { name: 'mx.acme.io', role: 'mail' as const },
    ]
    expect(webHostsOf(target({ hosts }))).toEqual([
      { host: 'acme.io', roles: [] },
      { host: 'www.acme.io', roles: [] },
      { host: 'app.acme.io', roles: ['app'] },
    ])
  })

  it('assumes no www below a deeper name', () => {
    expect(webHostsOf(target({ domain: 'app.client.com', hosts: [] })).map((row) => row.host)).toEqual([
      'app.client.com',
    ])
  })

  it('assumes nothing where there is no public site', () => {
    const only = target({ hosts: [{ name: 'app.acme.io', role: 'app' }], profile: { publicSite: false } })
    expect(webHostsOf(only)).toEqual([{ host: 'app.acme.io', roles: ['app'] }])
  })

  it('keeps a name that is both a mail and a web host, and unites its roles', () => {
    const hosts = [
      { name: 'acme.io', role: 'mail' as const },
      { name: 'acme.io', role: 'apex' as const },
    ]
    expect(webHostsOf(target({ hosts }))[0]).toEqual({ host: 'acme.io', roles: ['mail', 'apex'] })
  })

  it('writes international names as A-labels', () => {
    expect(webHostsOf(target({ domain: 'münchen.example', hosts: [] }))[0]?.host).toBe('xn--mnchen-3ya.example')
  })
})

it('knows own hosts and the own domain', () => {
  expect(isOwnHost(target({}), 'WWW.acme.io')).toBe(true)
  expect(isOwnHost(target({}), 'blog.acme.io')).toBe(false)
  expect(isOwnDomain(target({}), 'blog.acme.io')).toBe(true)
  expect(isOwnDomain(target({}), 'notacme.io')).toBe(false)
})

it('knows platform, sign-in and local names', () => {
  expect([isPlatformHost('x.vercel.app'), isPlatformHost('vercel.app.evil.io')]).toEqual([true, false])
  expect([isHandoverHost('acme.eu.auth0.com'), isHandoverHost('notauth0.com')]).toEqual([true, false])
  expect(['localhost', '10.0.0.5', '[::1]', 'db.internal', 'acme.io'].map(isLocalHost)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ])
})
