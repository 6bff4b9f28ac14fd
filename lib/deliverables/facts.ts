import type { HostRole, UrlPurpose } from '../engine/target'
import type { DocView } from './doc'
import { findingsOf, tablesOf } from './parts'

const PROVIDERS = ['Cloudflare', 'Vercel', 'Netlify'] as const

const WEB_ROLES: readonly HostRole[] = ['apex', 'www', 'app', 'api', 'marketing', 'assets', 'docs', 'status', 'other']

/** The network in front of the project, where one whose settings we know was seen. */
export function edgeOf(view: DocView): string | undefined {
  const seen = findingsOf(view, 'edge-provider').flatMap(({ params }) =>
    typeof params.names === 'string' ? [params.names] : [],
  )
  return PROVIDERS.find((provider) => seen.some((names) => names.includes(provider)))
}

/** Who runs the product: what the team said, else a platform that was seen in front of it. */
export function hostingOf(view: DocView): string | undefined {
  const said = view.target.profile.hostingProvider
  if (said !== undefined && said !== '') return said
  const seen = edgeOf(view)
  return seen === 'Cloudflare' ? undefined : seen
}

/** The host visitors end on. */
export function mainHost({ target, domain }: DocView): string {
  return target.canonicalHost ?? domain
}

/** The first address of a purpose. */
export function addressOf({ target }: DocView, purpose: UrlPurpose): string | undefined {
  return target.urls.find((url) => url.purpose === purpose)?.url
}

/** Hosts that answer browsers or programs. */
export function webHosts({ target }: DocView): string[] {
  return target.hosts.filter(({ role }) => WEB_ROLES.includes(role)).map(({ name }) => name)
}

/** Services that send mail for the project, each once. */
export function mailServices({ target }: DocView): string[] {
  const named = target.sending.flatMap(({ provider }) => (provider === undefined || provider === '' ? [] : [provider]))
  return [...new Set(named.map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`))]
}

function registrationRow(view: DocView, name: string): string | undefined {
  for (const { exhibits } of findingsOf(view, 'domain-registration')) {
    for (const exhibit of exhibits) {
      if (exhibit.kind !== 'table') continue
      const row = exhibit.rows.find(([what]) => what === name)
      if (row?.[1] !== undefined) return row[1]
    }
  }
  return undefined
}

/** Where the domain is registered, as the registry says. */
export function registrarOf(view: DocView): string | undefined {
  return registrationRow(view, 'Registrar')
}

/** The name servers of the domain, as the registry says or as they were asked. */
export function nameServersOf(view: DocView): string | undefined {
  const asked = tablesOf(view, 'dns-delegation').flatMap(({ columns, rows }) =>
    columns[0] === 'Name server' ? rows.flatMap(([name]) => name ?? []) : [],
  )
  return registrationRow(view, 'Name servers') ?? (asked.length === 0 ? undefined : [...new Set(asked)].join(', '))
}

/** The day the registration ends, where it is known. */
export function registrationEnd(view: DocView): string | undefined {
  return (
    registrationRow(view, 'Ends on, as the registrar says') ??
    registrationRow(view, 'Ends on, as the registry says') ??
    view.target.profile.registrationExpires
  )
}
