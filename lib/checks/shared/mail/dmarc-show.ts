import type { Exhibit, Fix } from '../../../engine/finding'
import type { Immutable } from '../../../engine/immutable'
import { record } from '../../../engine/subject'
import type { DmarcDomain } from '../../../evidence/mail-dmarc'
import { type DmarcPolicy, type DmarcRecord, parseDmarc } from './dmarc-record'
import { recordOf } from './dmarc-walk'

export type ShownDmarc = Immutable<DmarcDomain>

/** The record whose policy applies to the domain. */
export function policyRecord(domain: ShownDmarc): DmarcRecord | undefined {
  const step = domain.steps.find((entry) => entry.domain === domain.policyDomain)
  return step === undefined ? undefined : recordOf(step)
}

/** Every name that was asked on the way and what it answered. */
export function walkExhibit(domain: ShownDmarc): Exhibit {
  return {
    kind: 'table',
    title: `Where receivers look for the DMARC policy of ${domain.domain}`,
    columns: ['Name', 'Answer'],
    rows: domain.steps.map((step) => [`_dmarc.${step.domain}`, step.texts.join(' | ') || step.dns]),
  }
}

/** Where a finding about the policy of a domain belongs. */
export function dmarcAt(domain: ShownDmarc, index: number) {
  return {
    subject: record('TXT', `_dmarc.${domain.domain}`),
    refs: [`mail.dmarc#/domains/${index}`],
    exhibits: [walkExhibit(domain)],
  }
}

/** Stands where nobody knows an address that takes mail. */
const ANY_ADDRESS = 'mailto:<address that takes mail>'

const KEPT = ['sp', 'np', 'adkim', 'aspf', 'rua', 'ruf', 'fo', 'psd', 't']

/** A report address as receivers understand it: `mailto:`, no brackets, and no size (RFC 9989 dropped it). */
function repairedUri(uri: string): string {
  const bare = uri.replace(/[\s<>"]+/g, '').replace(/![0-9]+[kmgt]?$/i, '')
  return /^[^@:]+@[^@:]+$/.test(bare) ? `mailto:${bare}` : bare
}

function repairedUris(text: string): string {
  return text
    .split(',')
    .map(repairedUri)
    .filter((uri) => uri !== '')
    .join(',')
}

/**
 * A DMARC record made from what is there: `v` first, `p` second, removed tags left out, changed tags
 * replaced (`undefined` removes one).
 */
export function composeDmarc(
  text: string | undefined,
  change: { p?: DmarcPolicy } & Readonly<Record<string, string | undefined>>,
): string {
  const parsed = text === undefined ? undefined : parseDmarc(text)
  const old = new Map(parsed?.kind === 'dmarc' ? parsed.tags.map((tag) => [tag.name, tag.value]) : [])
  const written = parsed?.kind === 'dmarc' ? parsed.p : undefined
  const value = (name: string): string | undefined => (name in change ? change[name] : old.get(name))
  const rest = KEPT.flatMap((name) => {
    const text = value(name)
    if (text === undefined) return []
    const isReport = (name === 'rua' || name === 'ruf') && text !== ANY_ADDRESS
    return [`${name}=${isReport ? repairedUris(text) : text}`]
  })
  return [`v=DMARC1`, `p=${change.p ?? written ?? 'none'}`, ...rest].join('; ')
}

/** Publish this record, with the next step of the ladder none, quarantine, reject. */
export function dmarcFix(domain: string, value: string, steps: string[]): Fix {
  return {
    effort: 'S',
    steps: [...steps, 'Check again in about an hour.'],
    records: [{ type: 'TXT', name: `_dmarc.${domain}`, value }],
  }
}

/** Where reports go: an address of the own domain where it takes mail, else one to fill in. */
export function reportAddress(domain: string, takesMail: boolean): string {
  return takesMail ? `mailto:dmarc@${domain}` : ANY_ADDRESS
}
