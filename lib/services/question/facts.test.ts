import { describe, expect, it } from 'vitest'
import type { TargetDto } from '../../contracts/target'
import { AppError } from '../../errors'
import { answerOf, NONE } from '../../roadmaps/answers'
import { type ProveQuestion, questionOf, questions } from '../../roadmaps/questions'
import { factChange, factQuestion, factRemoval } from './facts'

const target: TargetDto = {
  domain: 'acme.io',
  hosts: [
    { name: 'acme.io', role: 'apex' },
    { name: 'www.acme.io', role: 'www' },
    { name: 'app.acme.io', role: 'app', owner: 'Ana' },
    { name: 'old.acme.io', role: 'staging' },
  ],
  urls: [
    { url: 'https://acme.io/login', purpose: 'login' },
    { url: 'https://acme.io/', purpose: 'homepage' },
  ],
  sending: [],
  profile: { publicSite: true, certificateMethod: 'dns-01' },
}

function asked(id: string): ProveQuestion {
  const found = questionOf(id)
  if (found === undefined) throw new Error(`nobody asks ${id}`)
  return found
}

function answered(id: string, value: unknown, before: TargetDto = target): TargetDto {
  return { ...before, ...factChange(asked(id), before, value) }
}

function problems(id: string, value: unknown): string[] {
  try {
    factChange(asked(id), target, value)
    return []
  } catch (error) {
    if (error instanceof AppError) return error.fields.map(({ name, reason }) => `${name}: ${reason}`)
    throw error
  }
}

const roleOf = ({ hosts }: TargetDto, name: string) => hosts.find((host) => host.name === name)?.role

describe('an answer becomes part of the target', () => {
  it.each([
    ['login-url', { url: 'https://app.acme.io/sign-in#top' }, ['https://app.acme.io/sign-in']],
    ['sends-mail', { answer: 'no' }, ['No']],
    ['hosting-provider', { text: ' Hetzner ' }, ['Hetzner']],
    ['registration-date', { date: '2027-05-01' }, ['2027-05-01']],
    ['mail-volume', { number: 6000 }, ['6,000']],
    ['certificate-authority', { authority: "Let's Encrypt" }, ["Let's Encrypt"]],
    ['staging-host', { host: 'Staging.acme.io' }, ['staging.acme.io']],
    ['browser-origins', { hosts: ['acme.io', 'my.acme.io'] }, ['my.acme.io']],
    [
      'mail-sender',
      { sending: [{ domain: 'acme.io', provider: 'resend', selectors: ['resend'] }] },
      ['acme.io (resend, selectors resend)'],
    ],
  ])('%s', (id, value, summary) => {
    expect(answerOf(asked(id), answered(id, value), value)).toEqual({ none: false, summary })
  })

  it('the address of one purpose replaces the former one and leaves the others', () => {
    expect(answered('login-url', { url: 'https://acme.io/in' }).urls).toEqual([
      { url: 'https://acme.io/', purpose: 'homepage' },
      { url: 'https://acme.io/in', purpose: 'login' },
    ])
  })

  it('"there is none" is an answer, and takes the fact away', () => {
    const now = answered('login-url', NONE)
    expect(now.urls.map(({ purpose }) => purpose)).toEqual(['homepage'])
    expect(answerOf(asked('login-url'), now, NONE)).toEqual(NONE)
    expect(answerOf(asked('login-url'), now, undefined)).toBeUndefined()
    const bare = answered('staging-host', NONE)
    expect(roleOf(bare, 'old.acme.io')).toBe('other')
    expect(bare.profile.hasStaging).toBe(false)
  })

  it('a new host is added only when the person says so', () => {
    expect(problems('login-url', { url: 'https://id.acme.io/' })).toEqual([
      'value.url: id.acme.io is not one of the hosts of this project. Add it first',
    ])
    expect(roleOf(answered('login-url', { url: 'https://id.acme.io/', addHost: true }), 'id.acme.io')).toBe('other')
  })

  it('staging has a name of its own, and only one', () => {
    const now = answered('staging-host', { host: 'new.acme.io' })
    expect([roleOf(now, 'new.acme.io'), roleOf(now, 'old.acme.io')]).toEqual(['staging', 'other'])
    expect(problems('staging-host', { host: 'acme.io' })[0]).toMatch(/main domain/)
  })

  it('owners reach the hosts they are named for and nobody else', () => {
    const now = answered('domain-map', {
      owners: [
        { name: 'acme.io', owner: 'Ben' },
        { name: 'elsewhere.io', owner: 'Eve' },
      ],
      approver: 'Ana',
    })
    expect(now.hosts.map(({ owner }) => owner)).toEqual(['Ben', undefined, 'Ana', undefined])
    expect(now.profile.dnsApprover).toBe('Ana')
  })

  it('another certificate authority forgets how the former one made sure', () => {
    expect(answered('certificate-authority', { authority: 'Sectigo' }).profile.certificateMethod).toBeUndefined()
  })

  it.each([
    ['login-url', { url: 'javascript:alert(1)' }, /^value.url: Only http and https/],
    ['login-url', { url: 'https://user:pass@acme.io/' }, /user name and password/],
    ['login-url', { url: 'https://127.0.0.1/' }, /IP address/],
    ['login-url', 'https://acme.io/', /^value/],
    ['staging-host', { host: 'localhost' }, /this computer/],
    ['staging-host', { host: 'staging.acme.test' }, /reserved/],
    ['mail-volume', { number: 1.5 }, /whole number/],
    ['registration-date', { date: '31.12.' }, /Choose a date/],
    ['mail-sender', { sending: [] }, /at least one/],
    ['hosting-provider', { text: 'a\u0000b' }, /cannot be used/],
    ['sends-mail', { answer: 'maybe' }, /^value/],
  ])('%s refuses %j beside the field', (id, value, reason) => {
    expect(problems(id, value)[0]).toMatch(reason)
  })
})

describe('taking an answer back', () => {
  it.each(questions.filter(({ id }) => factQuestion(id) !== undefined).map(({ id }) => id))(
    '%s is open again',
    (id) => {
      const values: Record<string, unknown> = {
        'sends-mail': { answer: 'yes' },
        'receives-mail': { answer: 'no' },
        'cloudflare-proxy': { answer: 'yes' },
        'hosting-provider': { text: 'Hetzner' },
        'registration-date': { date: '2027-05-01' },
        'mail-volume': { number: 10 },
        'certificate-authority': { authority: 'Sectigo' },
        'staging-host': NONE,
        'browser-origins': { hosts: [] },
        'mail-sender': { sending: [{ domain: 'acme.io' }] },
        'domain-map': { owners: target.hosts.map(({ name }) => ({ name, owner: 'Ana' })), approver: 'Ben' },
      }
      const before = answered(id, values[id] ?? { url: 'https://acme.io/x' })
      const now = { ...before, ...factRemoval(asked(id), before) }
      expect(before.hosts.every(({ name }) => now.hosts.some((host) => host.name === name))).toBe(true)
      expect(id === 'browser-origins' || answerOf(asked(id), now, undefined) === undefined).toBe(true)
    },
  )
})
