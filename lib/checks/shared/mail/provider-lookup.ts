import { type MailProvider, mailProviders } from './providers'

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

function endsWithName(name: string, suffix: string): boolean {
  const lower = name.toLowerCase().replace(/\.$/, '')
  return lower === suffix || lower.endsWith(`.${suffix}`)
}

/** The service somebody means by a free text such as "AWS SES". */
export function providerByText(text: string | undefined): MailProvider | undefined {
  if (text === undefined) return undefined
  const wanted = plain(text)
  if (wanted === '') return undefined
  return mailProviders.find(
    (provider) =>
      plain(provider.id) === wanted || plain(provider.name) === wanted || provider.aliases?.includes(wanted) === true,
  )
}

/** The service by its id. */
export function providerById(id: string): MailProvider | undefined {
  return mailProviders.find((provider) => provider.id === id)
}

/** The service that runs an MX host. */
export function providerByMx(exchange: string): MailProvider | undefined {
  return mailProviders.find((provider) => provider.mx?.some((suffix) => endsWithName(exchange, suffix)))
}

/** The service whose customers include this name in their SPF record. */
export function providerByInclude(name: string): MailProvider | undefined {
  const wanted = name.toLowerCase().replace(/\.$/, '')
  return mailProviders.find((provider) =>
    provider.spf?.some((known) => (known.startsWith('*.') ? wanted.endsWith(known.slice(1)) : known === wanted)),
  )
}

/** The service that asked for a TXT value as a proof of ownership. */
export function providerByTxt(text: string): MailProvider | undefined {
  const value = text.toLowerCase()
  return mailProviders.find((provider) => provider.txt?.some((start) => value.startsWith(start)))
}

/** The service an alias points to. */
export function providerByTarget(target: string): MailProvider | undefined {
  return mailProviders.find((provider) => provider.targets?.some((suffix) => endsWithName(target, suffix)))
}

/** Domains of public mailboxes, whose names nobody else can authenticate. */
const FREE_MAIL = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'me.com',
  'aol.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'proton.me',
  'protonmail.com',
  'yandex.ru',
  'mail.ru',
  'zoho.com',
]

/** Whether mail from this domain can only be sent by its public mailbox service. */
export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.includes(domain.toLowerCase())
}
