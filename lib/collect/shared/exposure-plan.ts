import { type ExposureProbe, exposureProbes, REDIRECT_PROBES } from '../../checks/shared/exposure/probes'
import { type Stack, stacksOf } from '../../checks/shared/exposure/stack'
import { registrableDomain } from '../../checks/shared/public-suffix'
import type { Immutable } from '../../engine/immutable'
import type { Target } from '../../engine/target'
import type { CanaryHost } from '../../evidence/web-canary'
import type { WebDocuments } from '../../evidence/web-documents'
import type { WebHeads } from '../../evidence/web-heads'
import { assetsOfPages, FILES_PER_HOST } from './own-files'

/** What one host is asked in all by an ordinary run, and what of it goes to its first answers and repeated loads. */
const HOST_REQUESTS = 52
const OTHER_REQUESTS = 16
/** Map of the site, contact file and a sample of pages: only the main host is asked for those. */
const MAIN_HOST_REQUESTS = 7
/** Paths asked where pages and files leave the least room, and where they leave the most. */
const FEWEST = 16
const MOST = 32
const MAX_FOLDERS = 6

export type Seen = {
  documents: Immutable<WebDocuments> | undefined
  heads: Immutable<WebHeads> | undefined
  target: Target
  /** The host visitors come to first. */
  main: string | undefined
}

export type HostPlan = { probes: ExposureProbe[]; stacks: Stack[] }

/** How many paths of a host are asked: what its pages and their files leave of an ordinary run. */
export function roomFor(host: string, { documents, target, main }: Omit<Seen, 'heads'>): number {
  if (documents === undefined) return MOST
  const pages = documents.pages.filter((page) => page.host === host).length
  const files = assetsOfPages(documents, target).filter((asset) => URL.parse(asset.url)?.hostname === host).length
  const others =
    OTHER_REQUESTS +
    (host === main ? MAIN_HOST_REQUESTS : 0) +
    2 * Math.max(0, pages - 1) +
    Math.min(files, FILES_PER_HOST)
  return Math.min(MOST, Math.max(FEWEST, HOST_REQUESTS - others))
}

function cookieNames(headers: readonly (readonly [string, string])[]): string[] {
  return headers.flatMap(([name, value]) =>
    name.toLowerCase() === 'set-cookie' ? [value.split('=')[0]?.trim() ?? ''] : [],
  )
}

/** What a host runs, by its headers, cookies, generator and the files its pages load from it. */
function stacksSeen(host: string, { documents, heads }: Seen): Stack[] {
  const pages = (heads?.pages ?? []).filter((page) => page.host === host)
  const headers = pages.flatMap((page) =>
    page.headers.map(([name = '', value = '']): [string, string] => [name.toLowerCase(), value]),
  )
  const loads = (documents?.pages ?? [])
    .filter((page) => page.host === host)
    .flatMap((page) => page.facts?.loads.map(({ url }) => url) ?? [])
    .filter((url) => URL.parse(url)?.hostname === host)
  const generator = pages.map((page) => page.facts?.generator ?? '').join(' ')
  return stacksOf({ headers, cookies: cookieNames(headers), loads, generator })
}

/** Folders of files that pages load from a host, deepest part left out, in order of appearance. */
function foldersOf(host: string, { documents, target }: Seen): string[] {
  if (documents === undefined) return []
  const folders = assetsOfPages(documents, target).flatMap(({ url }) => {
    const parsed = URL.parse(url)
    if (parsed?.hostname !== host || parsed.pathname.length > 200) return []
    const folder = parsed.pathname.slice(0, parsed.pathname.lastIndexOf('/') + 1)
    return folder === '/' ? [] : [folder]
  })
  return [...new Set(folders)].slice(0, MAX_FOLDERS)
}

const LOCALE = /^\/[a-z]{2}(?:-[a-z]{2})?\/$/i

/** The folder the application of a host lives in: where its home page ends, unless that is a language. */
function baseOf(host: string, { documents }: Seen): string {
  const home = documents?.pages.find((page) => page.host === host && page.purpose === 'homepage')
  const path = URL.parse(home?.finalUrl ?? '')?.pathname ?? '/'
  const base = path.slice(0, path.lastIndexOf('/') + 1)
  return LOCALE.test(base) || base.length > 60 ? '/' : base
}

/** The paths one host is asked, shared by every check that asks for paths that should not exist. */
export function planFor(host: Immutable<CanaryHost>, seen: Seen): HostPlan {
  const stacks = stacksSeen(host.host, seen)
  const folders = [...(host.roles.includes('assets') ? ['/'] : []), ...foldersOf(host.host, seen)]
  const label = registrableDomain(seen.target.domain).split('.')[0] ?? ''
  const all = exposureProbes({ label, stacks, folders, base: baseOf(host.host, seen) })
  const probes =
    host.state === 'redirects'
      ? all.filter(({ path }) => REDIRECT_PROBES.includes(path))
      : all.slice(0, roomFor(host.host, seen))
  return { probes, stacks }
}
