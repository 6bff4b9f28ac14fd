import { type DmarcDiscovery, discoverDmarc, recordOf } from '../checks/shared/mail/dmarc-walk'
import { MessageError, type RawMessage, readMessage, valuesOf } from '../checks/shared/mail/message'
import {
  addressDomains,
  domainIn,
  maskedAddress,
  readDate,
  readResults,
  signatureTags,
} from '../checks/shared/mail/message-fields'
import { isVoid, textsOf } from '../collect/shared/mail-dns'
import type { Alignment, MessageProof, MessageReport, MessageSignature } from '../evidence/mail-message'
import type { DnsClient } from '../net/dns/types'
import { type DkimFinding, verifyDkim } from './verify-dkim'

export { MessageError }

type Given = { dns: DnsClient; now: number }

type Author = { domain: string; discovery: DmarcDiscovery | undefined }

async function walk(dns: DnsClient, domain: string): Promise<DmarcDiscovery> {
  return discoverDmarc({
    domain,
    lookup: async (name) => {
      const answer = await dns.resolve(name, 'TXT')
      const found = answer.status === 'answer'
      const status = found ? 'found' : isVoid(answer) || answer.status === 'badname' ? 'void' : 'error'
      return { status, texts: textsOf(answer) }
    },
  })
}

/** Whether a name stands for the author domain (RFC 9989 section 4.4); each organisation by its own walk. */
function alignerFor(dns: DnsClient, author: Author): (domain: string | undefined) => Promise<Alignment> {
  return async (domain) => {
    if (domain === undefined || author.domain === '') return 'no'
    if (domain === author.domain) return 'same'
    const own = author.discovery
    const other = await walk(dns, domain)
    const unsure = own === undefined || [...own.steps, ...other.steps].some((step) => step.status === 'error')
    if (own?.organisation === other.organisation) return unsure ? 'unsure' : 'organisation'
    return unsure ? 'unsure' : 'no'
  }
}

function resultOf(found: DkimFinding): MessageSignature['result'] {
  if (found.result === 'pass') return 'valid'
  if (found.result === 'temperror') return 'unchecked'
  if (found.comment === 'expired') return 'expired'
  if (/weak-key/.test(found.comment)) return 'weak-key'
  if (found.comment === 'no key' || found.comment === 'invalid public key') return 'no-key'
  if (!found.bodyMatches) return 'body-changed'
  return found.result === 'fail' ? 'bad-signature' : 'unusable'
}

type Aligner = ReturnType<typeof alignerFor>

async function signaturesOf(message: RawMessage, given: Given, align: Aligner): Promise<MessageSignature[]> {
  const found = valuesOf(message, 'dkim-signature').length === 0 ? [] : await verifyDkim(message.bytes, given)
  return Promise.all(
    found.map(async (entry) => ({
      domain: entry.domain,
      selector: entry.selector,
      algorithm: entry.algorithm,
      result: resultOf(entry),
      detail: entry.comment,
      ...(entry.bits === undefined ? {} : { bits: entry.bits }),
      partial: entry.limited,
      ...(entry.testing ? { testing: true } : {}),
      alignment: await align(domainIn(entry.domain)),
    })),
  )
}

/** The older field that only tells of SPF (RFC 7208 section 9.1). */
function receivedSpf(value: string | undefined): { result: string; domain: string | undefined } | undefined {
  const match = /^(pass|fail|softfail|neutral|none|temperror|permerror)\b/i.exec(value ?? '')
  if (match === null) return undefined
  const from = /envelope-from="?<?([^\s;">]+)/i.exec(value ?? '')?.[1]
  return { result: (match[1] ?? '').toLowerCase(), domain: domainIn(from) }
}

async function reportOf(
  message: RawMessage,
  returnPathDomain: string | undefined,
  align: Aligner,
): Promise<MessageReport | undefined> {
  const results = readResults(valuesOf(message, 'authentication-results'))
  const older = receivedSpf(valuesOf(message, 'received-spf')[0])
  const spf = results?.methods.find((entry) => entry.method === 'spf')
  const spfResult = spf?.result ?? older?.result
  if (results === undefined && spfResult === undefined) return undefined
  const named = domainIn(spf?.props['smtp.mailfrom']) ?? domainIn(spf?.props['smtp.helo'])
  const spfDomain = named ?? older?.domain ?? returnPathDomain
  const dmarc = results?.methods.find((entry) => entry.method === 'dmarc')?.result
  return {
    by: results?.by ?? 'the receiver',
    ...(spfResult === undefined ? {} : { spf: spfResult, spfAlignment: await align(spfDomain) }),
    ...(spfResult === undefined || spfDomain === undefined ? {} : { spfDomain }),
    ...(dmarc === undefined ? {} : { dmarc }),
    dkim: (results?.methods ?? [])
      .filter((entry) => entry.method === 'dkim')
      .slice(0, 20)
      .map((entry) => ({
        result: entry.result,
        domain: domainIn(entry.props['header.d'] ?? entry.props['header.i']) ?? '',
      })),
  }
}

function unsubscribeOf(message: RawMessage): MessageProof['unsubscribe'] {
  if (valuesOf(message, 'list-unsubscribe').length === 0) return 'none'
  const oneClick = valuesOf(message, 'list-unsubscribe-post').some((value) =>
    /^list-unsubscribe\s*=\s*one-click$/i.test(value),
  )
  return oneClick && valuesOf(message, 'list-unsubscribe').some((value) => /<https:/i.test(value))
    ? 'one-click'
    : 'link'
}

const SHOWN_TAGS = ['v', 'a', 'c', 'd', 's', 't', 'x', 'l', 'h']

function shownSignature(value: string): string {
  const tags = signatureTags(value)
  return SHOWN_TAGS.flatMap((name) => {
    const text = tags.get(name)
    return text === undefined ? [] : [`${name}=${text.slice(0, 300)}`]
  }).join('; ')
}

type Parts = Pick<MessageProof, 'fromDomains' | 'returnPathDomain' | 'date' | 'report'>

/** Rebuilt from what was read, so that nothing of the message slips through by accident. */
function shownHeaders(message: RawMessage, { fromDomains, returnPathDomain, date, report }: Parts): [string, string][] {
  const signatures = valuesOf(message, 'dkim-signature')
  const told = [
    ...(report?.spf === undefined ? [] : [`spf=${report.spf} (${report.spfDomain ?? 'domain not told'})`]),
    ...(report?.dkim ?? []).map((entry) => `dkim=${entry.result} (${entry.domain})`),
    ...(report?.dmarc === undefined ? [] : [`dmarc=${report.dmarc}`]),
  ]
  return [
    ['From', fromDomains.map(maskedAddress).join(', ')],
    ...(returnPathDomain === undefined
      ? []
      : [['Return-Path', maskedAddress(returnPathDomain)] satisfies [string, string]]),
    ...(date === undefined ? [] : [['Date', date] satisfies [string, string]]),
    ...signatures.map((value): [string, string] => ['DKIM-Signature', shownSignature(value)]),
    ...(told.length === 0 ? [] : [[`Reported by ${report?.by ?? ''}`, told.join('; ')] satisfies [string, string]]),
  ]
}

/**
 * Verifies one real message: DKIM by cryptography, SPF as the receiver reports it, alignment by the tree walk of
 * RFC 9989. What it returns holds no text and no whole address. Throws `MessageError` for what is no message.
 */
export async function proveMessage(text: string, given: Given): Promise<MessageProof> {
  const message = readMessage(text)
  const fromValues = valuesOf(message, 'from')
  const addresses = fromValues.flatMap(addressDomains)
  const fromDomains = [...new Set(addresses)].slice(0, 5)
  const [domain = ''] = fromDomains
  const discovery = domain === '' ? undefined : await walk(given.dns, domain)
  const align = alignerFor(given.dns, { domain, discovery })
  const returnPathDomain = addressDomains(valuesOf(message, 'return-path')[0] ?? '')[0]
  const date = readDate(valuesOf(message, 'date')[0])
  const [signatures, report] = await Promise.all([
    signaturesOf(message, given, align),
    reportOf(message, returnPathDomain, align),
  ])
  const step = discovery?.steps.find((entry) => entry.domain === discovery.policyDomain)
  const record = step === undefined ? undefined : recordOf(step)
  const state = discovery?.policyDomain !== undefined ? 'found' : discovery?.unsure === true ? 'unsure' : 'none'
  const parts = {
    fromDomains,
    ...(returnPathDomain === undefined ? {} : { returnPathDomain }),
    ...(date === undefined ? {} : { date }),
    ...(report === undefined ? {} : { report }),
  }
  return {
    version: 1,
    ...parts,
    fromFields: fromValues.length,
    fromAddresses: addresses.length,
    ...(message.hasBody ? {} : { withoutBody: true }),
    signatures,
    dmarc: {
      state,
      ...(discovery?.policyDomain === undefined ? {} : { policyDomain: discovery.policyDomain }),
      organisation: discovery?.organisation ?? '',
      adkim: record?.adkim ?? 'r',
      aspf: record?.aspf ?? 'r',
    },
    unsubscribe: unsubscribeOf(message),
    headers: shownHeaders(message, parts),
  }
}
