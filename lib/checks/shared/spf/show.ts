import type { Outcome } from '../../../engine/evidence'
import type { Exhibit, Impact } from '../../../engine/finding'
import type { Immutable } from '../../../engine/immutable'
import { record } from '../../../engine/subject'
import type { DkimDomain } from '../../../evidence/mail-dkim'
import type { SpfDomain, SpfEvidenceRow } from '../../../evidence/mail-spf'
import { parseDkimKey } from '../mail/dkim-key'
import { providerByInclude } from '../mail/provider-lookup'
import { isSpfRecord } from './parse'

export type ShownDomain = Immutable<SpfDomain>
type Row = Immutable<SpfEvidenceRow>

/** The one SPF record of a domain; `undefined` for none and for several. */
export function soleRecord(domain: ShownDomain): string | undefined {
  const records = domain.texts.filter(isSpfRecord)
  return records.length === 1 ? records[0] : undefined
}

/** TXT values as they were answered. */
export function txtExhibit(domain: ShownDomain): Exhibit {
  return {
    kind: 'dns',
    title: `SPF at ${domain.domain}`,
    question: { name: domain.domain, type: 'TXT' },
    status: domain.status,
    records: [...domain.texts],
    ...(domain.aliases.length === 0 ? {} : { note: `alias of ${domain.aliases.at(-1)}` }),
  }
}

const OUTCOMES: Readonly<Record<Row['outcome'], string>> = {
  match: 'matches everybody',
  'no-match': '',
  permerror: 'error',
  temperror: 'no answer',
  unknown: 'depends on the sender',
  'not-reached': 'never reached',
}

/** The tree with the cost of every term and the running total, so that one sees where 10 is crossed. */
export function treeExhibit(domain: ShownDomain): Exhibit {
  let running = 0
  const rows = (domain.audit?.rows ?? []).map((row) => {
    running += row.cost
    const service = row.name === 'include' ? (providerByInclude(row.target)?.name ?? '') : ''
    const notes = [
      OUTCOMES[row.outcome],
      row.voids.length > 0 ? `nothing at ${row.voids.join(', ')}` : '',
      running > 10 && row.cost > 0 ? 'beyond 10' : '',
    ].filter((note) => note !== '')
    return [`${'  '.repeat(row.depth)}${row.term}`, String(row.cost), String(running), service, notes.join('; ')]
  })
  return {
    kind: 'table',
    title: `What receivers look up for ${domain.domain}`,
    columns: ['Term', 'Lookups', 'Total', 'Service', 'Note'],
    rows,
  }
}

/** Where a finding about the record of a domain belongs. */
export function spfAt(domain: ShownDomain, index: number) {
  return {
    subject: record('TXT', domain.domain),
    refs: [`mail.spf#/domains/${index}`],
    exhibits: domain.audit === undefined ? [txtExhibit(domain)] : [txtExhibit(domain), treeExhibit(domain)],
  }
}

/**
 * How grave a useless SPF record is: where some key lets receivers verify by DKIM, or we could not
 * find out, SPF is not the only proof.
 */
export function spfImpact(sends: boolean, dkim: Immutable<Outcome<{ domains: DkimDomain[] }>>): Impact {
  if (!sends || dkim.status !== 'ok') return 'high'
  const keys = dkim.value.domains.flatMap((domain) => domain.selectors.flatMap((selector) => selector.records))
  return keys.some((text) => parseDkimKey(text).usable) ? 'high' : 'blocker'
}
