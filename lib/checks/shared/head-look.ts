import type { Exhibit, Fix } from '../../engine/finding'
import type { Immutable } from '../../engine/immutable'
import type { HostRole } from '../../engine/target'
import type { WebHead } from '../../evidence/web-heads'
import { headerVariants } from './config/headers'

export type Head = Immutable<WebHead>

/** All values of a header of a page, in order; the name in lower case. */
export function headValues({ headers }: Head, name: string): string[] {
  return headers.flatMap(([field = '', value = '']) => (field.toLowerCase() === name ? [value] : []))
}

/** A page that was answered as visitors see it; errors and walls prove nothing about the product. */
export function isShown(head: Head): boolean {
  return head.outcome === 'answer' && head.page && head.status !== null && head.status < 400
}

/** Why a page cannot be judged, as half a sentence. */
export function unseenHead(head: Head): string {
  if (head.outcome === 'wall') return 'bot protection refused our checker'
  if (head.status !== null && head.status >= 400) return `it answers ${head.status}`
  return 'we could not read it'
}

/** Whether a host shows pages to visitors: not data, files or a test environment. */
export function showsPages(roles: readonly HostRole[]): boolean {
  return !roles.some((role) => role === 'api' || role === 'assets') || roles.includes('app')
}

/** Whether a host is a place for tests or documents about the product, not the product. */
export function isSideStage(roles: readonly HostRole[]): boolean {
  return roles.some((role) => role === 'staging' || role === 'docs')
}

/** The answer of a page with the headers that matter here (lower-case names). */
export function headExhibit(head: Head, names: readonly string[]): Exhibit {
  return {
    kind: 'http',
    title: `Answer of ${head.url}`,
    request: { method: 'GET', url: head.url },
    ...(head.status === null ? {} : { status: head.status }),
    headers: head.headers.flatMap(([name = '', value = '']): [string, string][] =>
      names.includes(name.toLowerCase()) ? [[name, value]] : [],
    ),
  }
}

/** Send one header with every page of a host, in the words of the common servers and platforms. */
export function sendHeaderFix(host: string, name: string, value: string, first: string[] = []): Fix {
  return {
    effort: 'S',
    steps: [...first, `Send the header below with every page of ${host}.`],
    snippet: { lang: 'http', code: `${name}: ${value}` },
    variants: headerVariants({ host, headers: [[name, value]] }),
  }
}
