import { mailDkim } from '../../evidence/mail-dkim'
import { mailMx } from '../../evidence/mail-mx'
import { mailProfile } from '../../evidence/mail-profile'
import { mailSpf } from '../../evidence/mail-spf'
import { capitalised, type Draft, draft, factOf, listed, type MapReader, missing } from './read'
import type { MapView } from './types'

/** Where mail to the domain arrives. */
export function mailInNode({ target: { domain }, operators }: MapView, reader: MapReader): Draft {
  const mx = reader.read(mailMx)
  if (!mx.ok) return missing('mail-in', mx)
  const { value, source } = mx
  const because = value.hosts.map(({ preference, exchange }) => `MX ${preference} ${exchange}`)
  if (value.hosts.some(({ kind }) => kind === 'null'))
    return draft('mail-in', source, {
      state: 'none',
      sentence: `${domain} takes no mail, and its records say so.`,
      because,
      fact: 'none',
    })
  if (value.hosts.length === 0) {
    const isSettled = value.status === 'nodata' || value.status === 'nxdomain'
    return isSettled
      ? draft('mail-in', source, {
          state: 'none',
          sentence: `${domain} names no server for incoming mail.`,
          fact: 'none',
        })
      : missing('mail-in', { why: 'The name servers did not tell where mail arrives', source })
  }
  const places = value.hosts.map(({ exchange, provider }) => {
    const known = provider === undefined ? undefined : operators.mailById(provider)
    if (known !== undefined) return { name: known, isKnown: true }
    const name = exchange.toLowerCase().replace(/\.$/, '')
    const isOwn = name === domain || name.endsWith(`.${domain}`)
    return isOwn
      ? { name: `your own server ${name}`, isKnown: true }
      : { name: operators.registrable(name), isKnown: false }
  })
  const names = [...new Set(places.map(({ name }) => name))]
  const isGuess = places.some(({ isKnown }) => !isKnown)
  return draft('mail-in', source, {
    state: isGuess ? 'guess' : 'seen',
    value: capitalised(listed(names)),
    sentence: `Mail to ${domain} arrives at ${listed(names)}${isGuess ? ', going by the names of its servers' : ''}.`,
    because,
    fact: factOf(names),
  })
}

type Sender = { name: string; signs: ('said' | 'spf' | 'dkim')[]; because: string[] }

/** Services that may send, each with everything that points to it. */
function sendersOf({ target, operators }: MapView, reader: MapReader): Sender[] {
  const found = new Map<string, Sender>()
  const note = (name: string, sign: Sender['signs'][number], line: string): void => {
    const sender = found.get(name) ?? { name, signs: [], because: [] }
    found.set(name, sender)
    sender.signs.push(sign)
    sender.because.push(line)
  }
  for (const { domain, provider } of target.sending)
    if (provider !== undefined && provider !== '')
      note(operators.mailById(provider) ?? provider, 'said', `Your settings: ${provider} sends for ${domain}`)
  const spf = reader.read(mailSpf)
  for (const { domain, audit } of spf.ok ? spf.value.domains : []) {
    for (const { name, target: included } of audit?.rows ?? []) {
      const provider = name === 'include' ? operators.mailByInclude(included) : undefined
      if (provider !== undefined) note(provider, 'spf', `SPF of ${domain}: include:${included}`)
    }
  }
  const dkim = reader.read(mailDkim)
  for (const { wildcard, selectors } of dkim.ok ? dkim.value.domains : []) {
    for (const { selector, domain, status, providers } of wildcard ? [] : selectors) {
      const [id] = status === 'answer' && providers.length === 1 ? providers : []
      const provider = id === undefined ? undefined : operators.mailById(id)
      if (provider !== undefined) note(provider, 'dkim', `DKIM key ${selector}._domainkey.${domain}`)
    }
  }
  return [...found.values()]
}

/** Which services send mail in the name of the domain. */
export function mailOutNode(view: MapView, reader: MapReader): Draft {
  const profile = reader.read(mailProfile)
  if (!profile.ok) return missing('mail-out', profile)
  const { value, source } = profile
  const { domain } = view.target
  const spf = reader.read(mailSpf)
  if (!value.sends)
    return value.sendsBecause === 'undecided'
      ? missing('mail-out', { why: 'DNS did not tell whether the domain sends mail', source })
      : draft('mail-out', source, { state: 'none', sentence: `${domain} sends no mail.`, fact: 'none' })
  const senders = sendersOf(view, reader)
  const names = senders.map(({ name }) => name)
  const because = senders.flatMap((sender) => sender.because.slice(0, 2))
  if (senders.length === 0) {
    if (!spf.ok) return missing('mail-out', { why: 'The records of your senders were not read', source })
    return draft('mail-out', source, {
      state: 'unknown',
      sentence: `Which service sends mail of ${domain}, no record says.`,
    })
  }
  // One sign alone permits somebody to send; two of them mean that somebody set it up.
  const isCertain = senders.every(({ signs }) => new Set(signs).size > 1)
  const isSaid = senders.every(({ signs }) => signs.includes('said'))
  const state = isCertain ? 'seen' : isSaid ? 'said' : 'guess'
  const how = { seen: '', said: ', as your settings say', guess: ', going by who its records allow to send' }[state]
  return draft('mail-out', spf.ok ? spf.source : source, {
    state,
    value: listed(names),
    sentence: `Mail of ${domain} leaves through ${listed(names)}${how}.`,
    because,
    fact: spf.ok ? factOf(names) : null,
  })
}
