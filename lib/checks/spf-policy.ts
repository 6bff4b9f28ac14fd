import type { Fix } from '../engine/finding'
import { mailSpf } from '../evidence/mail-spf'
import { classifyAddress } from './shared/address'
import { defineCheck } from './shared/define'
import { activeRedirect, lastWord, type ParsedSpf, parseSpf, type SpfMechanism } from './shared/spf/parse'
import { composeSpf } from './shared/spf/repair'
import { type ShownDomain, soleRecord, spfAt } from './shared/spf/show'

const WIDEST_IPV4 = 16
const WIDEST_IPV6 = 32

type End = { kind: 'all'; qualifier: SpfMechanism['qualifier'] } | { kind: 'none' } | { kind: 'unreadable' }

/** How the record ends, through its redirects. */
function endOf(domain: ShownDomain, text: string): End {
  let parsed: ParsedSpf = parseSpf(text)
  let owner = domain.domain
  for (let hop = 0; hop < 10; hop++) {
    const all = lastWord(parsed)
    if (all !== undefined) return { kind: 'all', qualifier: all.qualifier }
    if (activeRedirect(parsed) === undefined) return { kind: 'none' }
    const row = domain.audit?.rows.find((entry) => entry.name === 'redirect' && entry.owner === owner)
    if (row?.record === undefined) return { kind: 'unreadable' }
    parsed = parseSpf(row.record)
    owner = row.target
  }
  return { kind: 'unreadable' }
}

function ownRanges(text: string): SpfMechanism[] {
  return parseSpf(text).terms.filter(
    (term): term is SpfMechanism =>
      term.kind === 'mechanism' && (term.name === 'ip4' || term.name === 'ip6') && term.qualifier === '+',
  )
}

/** Every server around the own hosts, as `a/8` lets in; the prefix counts as it does for ip4 and ip6. */
function wideHosts(text: string): SpfMechanism[] {
  return parseSpf(text).terms.filter(
    (term): term is SpfMechanism =>
      term.kind === 'mechanism' && (term.name === 'a' || term.name === 'mx') && term.qualifier === '+' && isWide(term),
  )
}

function isWide(term: SpfMechanism): boolean {
  return (term.name !== 'ip6' && term.cidr4 < WIDEST_IPV4) || (term.name !== 'ip4' && term.cidr6 < WIDEST_IPV6)
}

const NEVER_SENDING = ['private', 'loopback', 'link-local', 'unique-local', 'shared', 'unspecified']

function isInternal(term: SpfMechanism): boolean {
  return NEVER_SENDING.includes(classifyAddress(term.address ?? '').class)
}

function endFix(domain: ShownDomain, text: string, sends: boolean, drop: string[] = []): Fix {
  const last = sends ? '~all' : '-all'
  return {
    effort: 'S',
    steps: [
      `Replace the TXT record of ${domain.domain} by the one below; it ends in ${last}.`,
      sends
        ? 'Make sure that it names every service that sends for you: all others are marked as suspicious.'
        : 'The domain sends no mail, so nobody may send as it.',
    ],
    records: [{ type: 'TXT', name: domain.domain, value: composeSpf({ record: text, drop, last }) }],
  }
}

export default defineCheck({
  id: 'spf-policy',
  version: 1,
  kind: 'automatic',
  title: 'Your SPF record says no to strangers',
  impact: 'high',
  why: 'A record that allows everybody lets anybody send mail in your name.',
  covers: { 'spf-valid': 'supporting' },
  raises: ['login-mail-to-spam'],
  dependsOn: ['domain-resolves', 'spf-record', 'spf-evaluates'],
  needs: { spf: mailSpf },
  messages: {
    ok: 'The SPF record of {domain} ends in {end}',
    'allows-everyone': 'Anybody can send mail as {domain}: its SPF record allows everyone',
    'neutral-all': 'The SPF record of {domain} stops nobody: it ends in ?all',
    'no-all': 'The SPF record of {domain} stops nobody: it has no ending',
    'wide-range': 'Too many servers may send as {domain}: {term}',
    'private-range': 'The SPF record of {domain} lists internal addresses: {term}',
    unreadable: 'We could not read where the SPF record of {domain} leads to',
    broken: 'The SPF record of {domain} has an error, so its ending does not count',
    none: '{domain} has no single SPF record',
    unread: 'We could not read the SPF record of {domain}',
  },
  sources: [
    { label: 'RFC 7208 section 5.1', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.1' },
    { label: 'RFC 7208 section 8', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-8' },
    { label: 'RFC 9989 section 7.1', url: 'https://www.rfc-editor.org/rfc/rfc9989#section-7.1' },
  ],
  judge({ spf }, say) {
    return spf.domains.flatMap((entry, index) => {
      const { domain, audit } = entry
      const at = spfAt(entry, index)
      const text = soleRecord(entry)
      if (audit === undefined || text === undefined) {
        const isKnown = entry.status === 'answer' || entry.absence === 'absent'
        return isKnown ? say.notApplicable('none', { domain }, at) : say.unknown('unread', { domain }, at)
      }
      if (audit.open) {
        const everything = ownRanges(text).filter(isWide)
        const exists = audit.rows.filter((row) => row.depth === 0 && row.name === 'exists' && row.outcome === 'match')
        const drop = [...everything, ...wideHosts(text), ...exists].map((term) =>
          'text' in term ? term.text : term.term,
        )
        return say.fail('allows-everyone', { domain }, { ...at, fix: endFix(entry, text, spf.sends, drop) })
      }
      if (parseSpf(text).errors.length > 0) return say.notApplicable('broken', { domain }, at)
      const end = endOf(entry, text)
      if (end.kind === 'unreadable') return say.unknown('unreadable', { domain }, at)
      const low = { ...at, impact: 'low' as const }
      const ended = { ...low, fix: endFix(entry, text, spf.sends) }
      const ranges = ownRanges(text)
      const wide = ranges.find((term) => isWide(term) && !isInternal(term)) ?? wideHosts(text)[0]
      const internal = ranges.find(isInternal)
      const dropping = (term: SpfMechanism) => ({ ...low, fix: endFix(entry, text, spf.sends, [term.text]) })
      const warnings = [
        ...(end.kind === 'none' ? [say.warn('no-all', { domain }, ended)] : []),
        ...(end.kind === 'all' && end.qualifier === '?' ? [say.warn('neutral-all', { domain }, ended)] : []),
        ...(wide === undefined ? [] : [say.warn('wide-range', { domain, term: wide.text }, dropping(wide))]),
        ...(internal === undefined
          ? []
          : [say.warn('private-range', { domain, term: internal.text }, dropping(internal))]),
      ]
      // A part that was not read may let everybody in.
      if (audit.ipv4.incomplete) return [...warnings, say.unknown('unreadable', { domain }, at)]
      if (warnings.length > 0 || end.kind === 'none') return warnings
      return say.pass('ok', { domain, end: `${end.qualifier}all` }, at)
    })
  },
})
