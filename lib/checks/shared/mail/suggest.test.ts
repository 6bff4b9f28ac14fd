import { describe, expect, it } from 'vitest'
import type { MessageProof } from '../../../evidence/mail-message'
import { givenDkim, givenKey, givenProfile, givenReturnPath, givenSender, givenSpf } from './given'
import { mailProfileSuggestions } from './suggest'

const KEY =
  'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MaC8cY4vYyVqGJ2n0Y0u8aKX1qWQbB0nbB6u6p8yGm0fPH0sG8ZsW0i8m0pbmC3P2h5Kb1P0p3jZ9q2sM0qHk7z0iI1hMZ8M8hD3D2W6R6v5wA4R3d8m1B9q3uYF0m5dQ4l8K5gIYt6b8nC0L3bR8c2iF9aJ0yqk5F7hP8jH6s3t1xZ0v4oL2m9dR7uQ3eY1wK8cB5nT6pX2gV4iJ9fM7zS0aE3hU5rD1kN8lW6qO4yC2bG9tI7vP0xF5jA3mH1sL8dR6uK4eQ2wIDAQAB'

const message: MessageProof = {
  version: 1,
  fromDomains: ['acme.io'],
  fromFields: 1,
  fromAddresses: 1,
  signatures: [
    {
      domain: 'acme.io',
      selector: '20260101pm',
      algorithm: 'rsa-sha256',
      result: 'valid',
      detail: '',
      partial: false,
      alignment: 'same',
    },
  ],
  dmarc: { state: 'found', organisation: 'acme.io', adkim: 'r', aspf: 'r' },
  unsubscribe: 'none',
  headers: [],
}

const nobody = givenSender({ stated: false })

describe('suggested answers about mail', () => {
  it('recognises a provider by its include, its MX and its key, once', async () => {
    const { senders, sendsMail, receivesMail } = mailProfileSuggestions({
      profile: givenProfile({
        senders: [nobody],
        sendsBecause: 'mx',
        exchanges: ['smtp.google.com'],
        providers: ['google-workspace'],
      }),
      spf: await givenSpf('v=spf1 include:_spf.google.com ip4:198.18.7.7 ~all', {
        '_spf.google.com TXT': ['v=spf1 ip4:198.18.23.0/24 ~all'],
      }),
      dkim: givenDkim([givenKey('google', KEY, { providers: ['google-workspace'] })]),
    })
    expect(senders).toMatchObject([{ domain: 'acme.io', provider: 'google-workspace', stated: false }])
    expect(senders[0]?.because.join(' ')).toMatch(/includes _spf\.google\.com.*received by smtp\.google\.com/)
    expect({ sendsMail, receivesMail }).toEqual({ sendsMail: true, receivesMail: true })
  })

  it('recognises a provider by a redirect and by a proof of ownership', async () => {
    const { senders } = mailProfileSuggestions({
      profile: givenProfile({ senders: [nobody], providers: ['google-workspace', 'brevo'] }),
      spf: await givenSpf('v=spf1 redirect=_spf.google.com', {
        '_spf.google.com TXT': ['v=spf1 ip4:198.18.23.0/24 ~all'],
      }),
    })
    expect(senders.map((sender) => [sender.provider, sender.because])).toEqual([
      ['google-workspace', ['The SPF record leads to _spf.google.com']],
      ['brevo', ['Brevo was given a proof that you own acme.io']],
    ])
  })

  it('keeps what the project says and completes it', () => {
    const { senders } = mailProfileSuggestions({
      profile: givenProfile({
        senders: [givenSender({ provider: 'Resend', providerId: 'resend' })],
        returnPaths: [givenReturnPath('send.acme.io', { source: 'found' })],
      }),
    })
    expect(senders).toMatchObject([{ provider: 'resend', returnPath: 'send.acme.io', stated: true }])
  })

  it('asks for a selector nobody can guess, and takes it from a pasted message', () => {
    const profile = givenProfile({ senders: [givenSender({ provider: 'Postmark', providerId: 'postmark' })] })
    const asked = mailProfileSuggestions({ profile, dkim: givenDkim([]) })
    expect(asked.questions.map((question) => question.id)).toContain('dkim-selector')
    const told = mailProfileSuggestions({ profile, dkim: givenDkim([]), message })
    expect(told.senders[0]?.selectors).toEqual(['20260101pm'])
    expect(told.questions.map((question) => question.id)).not.toContain('dkim-selector')
  })

  it('asks no selector of a service whose names are always the same', () => {
    const profile = givenProfile({ senders: [givenSender({ provider: 'Resend', providerId: 'resend' })] })
    expect(mailProfileSuggestions({ profile }).questions.map((question) => question.id)).not.toContain('dkim-selector')
  })

  it('asks everything about a domain that shows nothing, and suggests nothing where DNS was silent', () => {
    const silent = givenProfile({ senders: [nobody], sendsBecause: 'undecided', status: 'timeout' })
    const { sendsMail, questions } = mailProfileSuggestions({ profile: silent })
    expect(sendsMail).toBeUndefined()
    expect(questions.map((question) => question.id)).toEqual(['sends-mail', 'sender-provider', 'volume'])
  })

  it('starts the simulator with an address the record names', async () => {
    const { example } = mailProfileSuggestions({
      profile: givenProfile(),
      spf: await givenSpf('v=spf1 ip4:198.18.7.7 -all'),
    })
    expect(example).toEqual({ ip: '198.18.7.7', helo: 'mail.acme.io', from: 'hello@acme.io' })
  })
})
