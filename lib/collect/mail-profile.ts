import { isUndecided } from '../checks/shared/dns-facts'
import { looksLikeDkim, parseDkimKey } from '../checks/shared/mail/dkim-key'
import {
  providerById,
  providerByInclude,
  providerByMx,
  providerByTarget,
  providerByText,
  providerByTxt,
} from '../checks/shared/mail/provider-lookup'
import { isAboutSpf, isSpfRecord, parseSpf } from '../checks/shared/spf/parse'
import type { Target } from '../engine/target'
import { type MailProfile, type MailSender, mailProfile } from '../evidence/mail-profile'
import type { DnsClient } from '../net/dns/types'
import { defineCollector } from './shared/define'
import { aliasesOf, exchangesOf, textsOf, UNUSED_SELECTOR } from './shared/mail-dns'

type Because = MailProfile['sendsBecause']
type Main = {
  status: MailProfile['status']
  /** DNS did not say enough to rule out that the domain sends. */
  undecided: boolean
  exchanges: string[]
  exchangesUnread: boolean
  texts: string[]
  hasKey: 'yes' | 'no' | 'unknown'
}

function sendersOf(target: Target): MailSender[] {
  const stated = target.sending.map((entry): MailSender => {
    const providerId = providerByText(entry.provider)?.id
    return {
      domain: entry.domain.toLowerCase(),
      ...(entry.provider === undefined ? {} : { provider: entry.provider }),
      ...(providerId === undefined ? {} : { providerId }),
      ...(entry.returnPath === undefined ? {} : { returnPath: entry.returnPath.toLowerCase() }),
      selectors: entry.selectors ?? [],
      stated: true,
    }
  })
  return stated.length > 0 ? stated : [{ domain: target.domain, selectors: [], stated: false }]
}

/** A key below `_domainkey` that is more than the catch-all "no keys here" of domains that never send. */
async function hasKey(dns: DnsClient, domain: string): Promise<Main['hasKey']> {
  const [root, random] = await Promise.all([
    dns.resolve(`_domainkey.${domain}`, 'TXT'),
    dns.resolve(`${UNUSED_SELECTOR}._domainkey.${domain}`, 'TXT'),
  ])
  if (root.status === 'nxdomain') return 'no'
  if ([root, random].some((answer) => isUndecided(answer.status))) return 'unknown'
  if (random.status === 'nxdomain') return 'yes'
  return textsOf(random).some((text) => looksLikeDkim(text) && parseDkimKey(text).usable) ? 'yes' : 'no'
}

async function lookAtMain(dns: DnsClient, domain: string): Promise<Main> {
  const [mx, txt, key] = await Promise.all([dns.resolve(domain, 'MX'), dns.resolve(domain, 'TXT'), hasKey(dns, domain)])
  return {
    undecided: [mx, txt].some((answer) => isUndecided(answer.status)) || key === 'unknown',
    status:
      txt.status === 'answer' || txt.status === 'nodata' ? txt.status : mx.status === 'answer' ? 'answer' : txt.status,
    exchanges: exchangesOf(mx).map((entry) => entry.exchange),
    exchangesUnread: isUndecided(mx.status),
    texts: textsOf(txt),
    hasKey: key,
  }
}

/** Whether the domain sends; "not sure" counts as sending as soon as anything speaks for it. */
function decideSends(target: Target, main: Main): { sends: boolean; because: Because } {
  const stated = target.profile.sendsMail
  if (stated !== undefined) return { sends: stated, because: 'stated' }
  if (target.sending.length > 0) return { sends: true, because: 'sender-list' }
  const locked = (text: string): boolean => /^v=spf1\s+-all\s*$/i.test(text)
  const receives = main.exchanges.some((exchange) => exchange !== '.')
  // A domain that forbids all senders says itself that the product's mail comes from elsewhere.
  if (main.texts.some(locked) && !receives && main.hasKey === 'no' && !main.undecided)
    return { sends: false, because: 'locked' }
  const mailPurposes = ['login', 'signup', 'password-reset']
  if (target.urls.some((entry) => mailPurposes.includes(entry.purpose))) return { sends: true, because: 'product-mail' }
  if (receives) return { sends: true, because: 'mx' }
  if (main.texts.some((text) => isAboutSpf(text) && !locked(text))) return { sends: true, because: 'spf' }
  if (main.hasKey === 'yes') return { sends: true, because: 'dkim' }
  // Without an answer nothing is ruled out; the checks then say what they could not read.
  return main.undecided ? { sends: true, because: 'undecided' } : { sends: false, because: 'nothing' }
}

type Candidate = { sender: number; domain: string; source: 'stated' | 'from' | 'found' }

function candidatesOf(senders: readonly MailSender[]): Candidate[] {
  return senders.flatMap((sender, index): Candidate[] => {
    const from: Candidate = { sender: index, domain: sender.domain, source: 'from' }
    if (sender.returnPath !== undefined) {
      return [
        { sender: index, domain: sender.returnPath, source: sender.returnPath === sender.domain ? 'from' : 'stated' },
      ]
    }
    const path = sender.providerId === undefined ? undefined : providerById(sender.providerId)?.returnPath
    if (path === undefined || path.kind === 'from') return [from]
    if (path.kind === 'provider') return []
    const below = (path.labels ?? []).map(
      (label): Candidate => ({ sender: index, domain: `${label}.${sender.domain}`, source: 'found' }),
    )
    // A sending subdomain is often written down as the From domain itself.
    return path.mxSuffix === undefined ? below : [...below, from]
  })
}

async function lookAtReturnPath(dns: DnsClient, candidate: Candidate): Promise<MailProfile['returnPaths'][number]> {
  const [txt, mx] = await Promise.all([dns.resolve(candidate.domain, 'TXT'), dns.resolve(candidate.domain, 'MX')])
  return {
    ...candidate,
    status: txt.status,
    aliases: aliasesOf(txt).length > 0 ? aliasesOf(txt) : aliasesOf(mx),
    mxStatus: mx.status,
    exchanges: exchangesOf(mx).map((entry) => entry.exchange),
  }
}

/** A guessed name counts only where it carries something the service needs. */
function isInUse(path: MailProfile['returnPaths'][number], senders: readonly MailSender[]): boolean {
  if (path.source === 'stated') return true
  const id = senders[path.sender]?.providerId
  const suffix = id === undefined ? undefined : providerById(id)?.returnPath.mxSuffix
  if (path.source === 'from') {
    return suffix === undefined || path.exchanges.some((exchange) => exchange.toLowerCase().endsWith(suffix))
  }
  return path.aliases.length > 0 || path.exchanges.length > 0 || path.status === 'answer'
}

function detectProviders(main: Main, paths: MailProfile['returnPaths']): string[] {
  const included = main.texts
    .filter(isSpfRecord)
    .flatMap((text) =>
      parseSpf(text).terms.flatMap((term) =>
        term.kind === 'mechanism' && term.name === 'include' ? [term.target ?? ''] : [],
      ),
    )
  const found = [
    ...main.exchanges.map(providerByMx),
    ...included.map(providerByInclude),
    ...main.texts.map(providerByTxt),
    ...paths.flatMap((path) => path.aliases.map(providerByTarget)),
  ]
  return [...new Set(found.flatMap((provider) => (provider === undefined ? [] : [provider.id])))]
}

export default defineCollector(mailProfile, {
  needs: {},
  lane: 'dns',
  timeoutMs: 20_000,
  async collect(_needs, { target, net: { dns } }) {
    const senders = sendersOf(target)
    const [main, looked] = await Promise.all([
      lookAtMain(dns, target.domain),
      Promise.all(candidatesOf(senders).map((candidate) => lookAtReturnPath(dns, candidate))),
    ])
    const { sends, because } = decideSends(target, main)
    const returnPaths = looked.filter((path) => isInUse(path, senders))
    const { receivesMail, mailPerDay, complaintPercent } = target.profile
    return {
      domain: target.domain,
      sends,
      sendsBecause: because,
      ...(receivesMail === undefined ? {} : { receives: receivesMail }),
      ...(mailPerDay === undefined ? {} : { mailPerDay }),
      ...(complaintPercent === undefined ? {} : { complaintPercent }),
      status: main.status,
      exchanges: main.exchanges,
      ...(main.exchangesUnread ? { exchangesUnread: true } : {}),
      senders,
      returnPaths,
      providers: detectProviders(main, returnPaths),
    }
  },
})
