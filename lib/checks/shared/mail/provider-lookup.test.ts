import { describe, expect, it } from 'vitest'
import {
  isFreeMail,
  providerByInclude,
  providerByMx,
  providerByTarget,
  providerByText,
  providerByTxt,
} from './provider-lookup'
import { COMMON_SELECTORS, mailProviders } from './providers'

describe('the table of mail services', () => {
  it('names each service, alias, include and target once', () => {
    for (const list of [
      mailProviders.map((provider) => provider.id),
      mailProviders.flatMap((provider) => provider.aliases ?? []),
      mailProviders.flatMap((provider) => provider.spf ?? []),
      mailProviders.flatMap((provider) => provider.targets ?? []),
      mailProviders.flatMap((provider) => provider.mx ?? []),
      COMMON_SELECTORS,
    ]) {
      expect(list.filter((entry, at) => list.indexOf(entry) !== at)).toEqual([])
    }
  })

  it('asks for fixed selectors only where there are some', () => {
    const empty = mailProviders.filter(
      (provider) => provider.dkim.kind === 'fixed' && provider.dkim.selectors.length === 0,
    )
    expect(empty).toEqual([])
  })

  it('includes a service in the own record only where it names what to include', () => {
    const silent = mailProviders.filter((provider) => provider.apexSpf && (provider.spf ?? []).length === 0)
    expect(silent.map((provider) => provider.id)).toEqual([])
  })
})

describe('recognising a service', () => {
  it('understands what people call it', () => {
    for (const text of ['SES', 'amazonses', 'Amazon SES', 'AWS SES'])
      expect(providerByText(text)?.id).toBe('amazon-ses')
    expect(providerByText('Google')?.id).toBe('google-workspace')
    expect(providerByText('Our own server')).toBeUndefined()
    expect(providerByText('')).toBeUndefined()
    expect(providerByText(undefined)).toBeUndefined()
  })

  it('compares whole labels of names', () => {
    expect(providerByMx('ASPMX.L.GOOGLE.COM.')?.id).toBe('google-workspace')
    expect(providerByMx('acme-io.mail.protection.outlook.com')?.id).toBe('microsoft-365')
    expect(providerByMx('notsmtp.google.com')).toBeUndefined()
    expect(providerByInclude('_spf.google.com.')?.id).toBe('google-workspace')
    expect(providerByTarget('s1.domainkey.u1.wl1.sendgrid.net')?.id).toBe('sendgrid')
    expect(providerByTarget('evilsendgrid.net')).toBeUndefined()
  })

  it('knows includes of each customer and proofs of ownership', () => {
    expect(providerByInclude('fwdkim1.freshemail.io')?.id).toBe('freshworks')
    expect(providerByInclude('freshemail.io')).toBeUndefined()
    expect(providerByTxt('brevo-code:0123456789abcdef')?.id).toBe('brevo')
    expect(providerByTxt('v=spf1 -all')).toBeUndefined()
  })

  it('knows public mailboxes', () => {
    expect(isFreeMail('GMail.com')).toBe(true)
    expect(isFreeMail('acme.io')).toBe(false)
  })
})
