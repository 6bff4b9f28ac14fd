import type { ExhibitDto } from '../../contracts/result'
import { maskSecrets } from '../../secrets/mask'

/** Bounds of what one look may take on a shared page. */
const MOST_LINES = 20
const MOST_COLUMNS = 6
const MOST_LINE = 300
const MOST_CHARACTERS = 600
const MOST_CODE = 2000

/** What a masked value looks like where it was collected. Its first characters go as well. */
const MASKED = /[A-Za-z0-9_.-]{0,4}\*{4,}[^\s;,"'<>]{0,64}|[A-Za-z0-9_.-]{0,4}•{4,}/g
const ADDRESS = /[A-Za-z0-9._%+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})/g

export type Cleaner = {
  /** A sentence of ours, which may quote what was seen. */
  sentence: (text: string) => string
  /** A line of evidence: also addresses of people lose their name. */
  line: (text: string) => string
  /** The same for text of several lines. */
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
  const withoutNames = (text: string): string => withoutSecrets(text).replace(ADDRESS, '(name)@$1')
  const line = (text: string): string => cut(withoutNames(text), MOST_LINE)
  const excerpt = (text: string): string => cut(withoutNames(text), MOST_CODE)
  return { sentence, line, excerpt }
}

function lines<Row>(rows: readonly Row[], show: (row: Row) => Row): Row[] {
  return rows.slice(0, MOST_LINES).map(show)
}

/** An excerpt of evidence as somebody outside may read it: bounded, without secrets and names of people. */
export function cleanExhibit(exhibit: ExhibitDto, { line, excerpt }: Cleaner): ExhibitDto {
  const title = line(exhibit.title)
  switch (exhibit.kind) {
    case 'dns':
      return {
        kind: 'dns',
        title,
        question: { name: line(exhibit.question.name), type: exhibit.question.type },
        status: line(exhibit.status),
        records: lines(exhibit.records, line),
      }
    case 'http':
      return {
        kind: 'http',
        title,
        request: { method: exhibit.request.method, url: line(exhibit.request.url) },
        ...(exhibit.status === undefined ? {} : { status: exhibit.status }),
        headers: lines(
          exhibit.headers.filter(([name]) => !/^(?:set-cookie|cookie|authorization)$/i.test(name)),
          ([name, value]) => [line(name), line(value)],
        ),
        ...(exhibit.error === undefined ? {} : { error: line(exhibit.error) }),
      }
    case 'cert':
      return {
        kind: 'cert',
        title,
        host: line(exhibit.host),
        subject: line(exhibit.subject),
        issuer: line(exhibit.issuer),
        names: lines(exhibit.names, line),
        notBefore: exhibit.notBefore,
        notAfter: exhibit.notAfter,
        ...(exhibit.error === undefined ? {} : { error: line(exhibit.error) }),
      }
    case 'table':
      return {
        kind: 'table',
        title,
        columns: exhibit.columns.slice(0, MOST_COLUMNS).map(line),
        rows: lines(exhibit.rows, (row) => row.slice(0, MOST_COLUMNS).map(line)),
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
