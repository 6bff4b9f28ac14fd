import type { Fix } from '../../../engine/finding'
import { publishKeyFix } from './dkim-show'
import { type MailProvider, mailProviders } from './providers'

/** The records a service asks for, with the own domain filled in; what only its dashboard knows stays a placeholder. */
export function senderFix(domain: string, provider: MailProvider | undefined, returnPath?: string): Fix {
  const base = publishKeyFix(domain, provider)
  const records = [
    ...(base.records ?? []),
    ...(provider === undefined ? [] : returnPathRecords(domain, provider, returnPath)),
  ]
  const variants = mailProviders
    .filter((entry) => VARIANTS.includes(entry.id) && entry.id !== provider?.id)
    .map((entry) => ({ provider: entry.name, steps: publishKeyFix(domain, entry).steps }))
  return { ...base, records, ...(provider === undefined ? { variants } : {}) }
}

const VARIANTS = ['resend', 'sendgrid', 'postmark', 'amazon-ses', 'mailgun', 'google-workspace', 'microsoft-365']

function returnPathRecords(
  domain: string,
  provider: MailProvider,
  returnPath: string | undefined,
): NonNullable<Fix['records']> {
  const { kind, labels, mxSuffix, include } = provider.returnPath
  const copied = `<copy from ${provider.name}>`
  if (kind === 'from') {
    const name = provider.spf?.[0]
    return name === undefined ? [] : [{ type: 'TXT', name: domain, value: `v=spf1 include:${name} ~all` }]
  }
  if (kind === 'provider') return []
  const name = returnPath ?? `${labels?.[0] ?? '<name>'}.${domain}`
  if (mxSuffix === undefined) return [{ type: 'CNAME', name, value: copied }]
  return [
    { type: 'MX', name, value: mxSuffix === 'amazonses.com' ? '10 feedback-smtp.<region>.amazonses.com' : copied },
    { type: 'TXT', name, value: `v=spf1 include:${include ?? mxSuffix} ~all` },
  ]
}
