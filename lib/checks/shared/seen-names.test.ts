import { describe, expect, it } from 'vitest'
import { bareTarget } from '../../engine/target'
import { givenHost } from './dns-host-given'
import { loadOf, pageOf } from './documents-given'
import { givenMx, givenMxHost } from './mail/given'
import { guessedRole, type SeenIn, seenNames } from './seen-names'
import { certificate, webTlsOf } from './tls-test-kit'
import { entryRow, walk } from './web-test-kit'

const target = bareTarget('acme.io')
const names = (seenIn: SeenIn, of = target) => seenNames(of, seenIn).names.map(({ name }) => name)
const certified = (...dnsNames: string[]) => ({
  tls: webTlsOf({ 'acme.io': [{ first: { leaf: certificate(dnsNames) } }] }),
})

describe('names that were seen', () => {
  it('come from redirects, pages, mail servers, aliases, certificates and DNS, the strongest hint first', () => {
    const { names: found } = seenNames(target, {
      entry: { hosts: [entryRow('acme.io', { https: walk(['https://acme.io/', 'https://home.acme.io/']) })] },
      documents: [
        pageOf({
          links: ['https://app.acme.io/login', 'https://acme.io/pricing'],
          loads: [loadOf('script', 'https://cdn.acme.io/a.js')],
        }),
      ],
      mx: givenMx([givenMxHost('in.acme.io')]),
      hosts: [givenHost('www.acme.io', { chain: [{ from: 'www.acme.io', to: 'web.acme.io', ttl: 300 }] })],
      ...certified('acme.io', '*.acme.io', 'old.acme.io', 'app.acme.io'),
      usual: ['status.acme.io'],
    })
    expect(found.map(({ name, role, seen }) => [name, role, seen[0]?.source])).toEqual([
      ['home.acme.io', 'other', 'redirect'],
      ['app.acme.io', 'app', 'link'],
      ['cdn.acme.io', 'assets', 'load'],
      ['in.acme.io', 'mail', 'mail-server'],
      ['web.acme.io', 'other', 'alias'],
      ['old.acme.io', 'other', 'certificate'],
      ['status.acme.io', 'status', 'common-name'],
    ])
    expect(found[1]?.seen).toEqual([
      { source: 'link', at: 'https://acme.io/' },
      { source: 'certificate', at: 'acme.io' },
    ])
  })

  it.each([
    ['another domain', 'app.acme.com'],
    ['a name that only ends alike', 'notacme.io'],
    ['the own name inside another', 'acme.io.evil.net'],
    ['a wildcard', '*.acme.io'],
    ['markup', '<b>.acme.io'],
    ['an underscore name', '_dmarc.acme.io'],
    ['a space', 'a b.acme.io'],
    ['an empty label', 'a..acme.io'],
    ['a label that is too long', `${'a'.repeat(64)}.acme.io`],
    ['a homograph that was not encoded', 'аpp.acme.io'],
    ['what the project lists', 'www.acme.io'],
    ['a name with a line break', 'app\n.acme.io'],
  ])('leave out %s', (_, name) => {
    expect(names(certified(name))).toEqual([])
  })

  it('keep an encoded homograph as it is, below the own domain only', () => {
    expect(names(certified('xn--pp-6kc.acme.io', 'xn--cme-5cd.io'))).toEqual(['xn--pp-6kc.acme.io'])
  })

  it('fold spelling: capitals and the final dot are the same name', () => {
    expect(names(certified('APP.acme.io', 'app.acme.io.'))).toEqual(['app.acme.io'])
  })

  it('stay bounded with ten thousand names', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `host-${index}.acme.io`)
    const { names: found } = seenNames(target, { usual: [...many, ...many] })
    expect(found).toHaveLength(10_000)
    expect(Math.max(...found.map(({ seen }) => seen.length))).toBe(1)
  })

  it('never belong to a neighbour on a shared platform', () => {
    const shop = bareTarget('shop.vercel.app')
    expect(names(certified('other.vercel.app', 'blog.shop.vercel.app'), shop)).toEqual(['blog.shop.vercel.app'])
  })

  it('leave out senders the project wrote down', () => {
    const sending = { ...target, sending: [{ domain: 'news.acme.io', returnPath: 'bounce.acme.io' }] }
    expect(names({ usual: ['news.acme.io', 'bounce.acme.io'] }, sending)).toEqual([])
  })

  it('are none where nothing could be read', () => {
    expect(seenNames(target, {})).toEqual({ zone: 'acme.io', names: [] })
  })
})

describe('the guessed role', () => {
  it.each([
    ['app.acme.io', 'app'],
    ['admin.acme.io', 'app'],
    ['api.acme.io', 'api'],
    ['api-v2.acme.io', 'api'],
    ['staging.acme.io', 'staging'],
    ['staging-api.acme.io', 'staging'],
    ['app.dev.acme.io', 'app'],
    ['mx1.acme.io', 'mail'],
    ['cdn.acme.io', 'assets'],
    ['help.acme.io', 'docs'],
    ['status.acme.io', 'status'],
    ['shop.acme.io', 'marketing'],
    ['blue.acme.io', 'other'],
    ['acme.io', 'apex'],
  ])('of %s is %s', (name, role) => {
    expect(guessedRole(name, 'acme.io')).toBe(role)
  })
})
