import { host as hostSubject, type Subject, url as urlSubject } from '../../engine/subject'
import type { Head } from './head-look'

export type Judged = { head: Head; index: number; code: string; detail: string }
export type Place = { head: Head; code: string; detail: string; place: string; subject: Subject; refs: string[] }

/** One place per host where all its pages agree, else one per page that stands out. A page may have several rows. */
export function perPlace(rows: readonly Judged[]): Place[] {
  const hosts = Map.groupBy(rows, (row) => row.head.host)
  return [...hosts].flatMap(([host, pages]) => {
    const kinds = Map.groupBy(pages, (row) => `${row.code} ${row.detail}`)
    const count = new Set(pages.map(({ index }) => index)).size
    return [...kinds.values()].flatMap((same): Place[] => {
      const [first] = same
      if (first === undefined) return []
      const { head, code, detail } = first
      const ref = (row: Judged): string => `web.heads#/pages/${row.index}`
      if (same.length === count)
        return [{ head, code, detail, place: host, subject: hostSubject(host), refs: same.map(ref) }]
      return same.map((row) => ({
        head: row.head,
        code,
        detail,
        place: row.head.url,
        subject: urlSubject(row.head.url),
        refs: [ref(row)],
      }))
    })
  })
}
