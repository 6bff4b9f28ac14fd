import type { ExhibitDto } from '../../contracts/result'
import { maskSecrets } from '../../secrets/mask'

/** Bounds of what one look may take on a shared page. */
const MOST_LINES = 20
const MOST_COLUMNS = 6
const MOST_CHARACTERS = 600
const MOST_CODE = 2000

/** What a masked value looks like where it was collected. Its first characters go as well. */
const MASKED = /[A-Za-z0-9_.-]{0,4}\*{4,}[^\s;,"'<>]{0,64}|[A-Za-z0-9_.-]{0,4}•{4,}/g
const ADDRESS = /[A-Za-z0-9._%+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})/g

export type Cleaner = {
  /** A sentence of ours, which may quote what was seen. */
  sentence: (text: string) => string
  /** A piece of evidence: also addresses of people lose their name. */
  excerpt: (text: string) => string
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()} (cut)`
}

/**
 * Takes out what nobody outside may read: credentials with what is left of them, and the addresses of `people`
 * wherever they stand.
 */
export function cleanerFor(people: readonly string[]): Cleaner {
  const known = new Set(people.map((address) => address.toLowerCase()))
  const withoutSecrets = (text: string): string =>
    maskSecrets(text.slice(0, MOST_CODE * 2)).replace(MASKED, '(not shown)')
  const sentence = (text: string): string =>
    cut(
      withoutSecrets(text).replace(ADDRESS, (found) => (known.has(found.toLowerCase()) ? '(not shown)' : found)),
      MOST_CHARACTERS,
    )
  const excerpt = (text: string): string => cut(withoutSecrets(text).replace(ADDRESS, '(name)@$1'), MOST_CODE)
  return { sentence, excerpt }
}

function lines<Row>(rows: readonly Row[], show: (row: Row) => Row): Row[] {
  return rows.slice(0, MOST_LINES).map(show)
}

/** An excerpt of evidence as somebody outside may read it: bounded, without secrets and names of people. */
export function cleanExhibit(exhibit: ExhibitDto, { excerpt }: Cleaner): ExhibitDto {
  const title = excerpt(exhibit.title)
  switch (exhibit.kind) {
    case 'dns':
      return {
        kind: 'dns',
        title,
        question: { name: excerpt(exhibit.question.name), type: exhibit.question.type },
        status: excerpt(exhibit.status),
        records: lines(exhibit.records, excerpt),
      }
    case 'http':
      return {
        kind: 'http',
        title,
        request: { method: exhibit.request.method, url: excerpt(exhibit.request.url) },
        ...(exhibit.status === undefined ? {} : { status: exhibit.status }),
        headers: lines(
          exhibit.headers.filter(([name]) => !/^(?:set-cookie|cookie|authorization)$/i.test(name)),
          ([name, value]) => [excerpt(name), excerpt(value)],
        ),
        ...(exhibit.error === undefined ? {} : { error: excerpt(exhibit.error) }),
      }
    case 'cert':
      return {
        kind: 'cert',
        title,
        host: excerpt(exhibit.host),
        subject: excerpt(exhibit.subject),
        issuer: excerpt(exhibit.issuer),
        names: lines(exhibit.names, excerpt),
        notBefore: exhibit.notBefore,
        notAfter: exhibit.notAfter,
        ...(exhibit.error === undefined ? {} : { error: excerpt(exhibit.error) }),
      }
    case 'table':
      return {
        kind: 'table',
        title,
        columns: exhibit.columns.slice(0, MOST_COLUMNS).map(excerpt),
        rows: lines(exhibit.rows, (row) => row.slice(0, MOST_COLUMNS).map(excerpt)),
      }
    case 'code':
      return { kind: 'code', title, lang: exhibit.lang, code: excerpt(exhibit.code) }
    case 'text':
      return { kind: 'text', title, text: excerpt(exhibit.text) }
  }
}

/** One line that says what was looked at and what came back. */
export function exhibitLine(exhibit: ExhibitDto): string {
  switch (exhibit.kind) {
    case 'dns':
      return `${exhibit.question.type} of ${exhibit.question.name}: ${exhibit.status}, ${exhibit.records.length} ${exhibit.records.length === 1 ? 'record' : 'records'}`
    case 'http':
      return `${exhibit.request.method} ${exhibit.request.url}: ${exhibit.error ?? exhibit.status ?? 'no answer'}`
    case 'cert':
      return `Certificate of ${exhibit.host}: ${exhibit.error ?? `valid until ${exhibit.notAfter.slice(0, 10)}`}`
    default:
      return exhibit.title
  }
}
