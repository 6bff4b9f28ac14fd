import type { ProjectStateDto } from '@/lib/contracts/project'
import type { UrlPurpose } from '@/lib/contracts/target'

const PATHS: Readonly<Partial<Record<UrlPurpose, RegExp>>> = {
  login: /\/(?:log-?in|sign-?in|auth)(?:\/|$)/i,
  signup: /\/(?:sign-?up|register|join)(?:\/|$)/i,
  'password-reset': /\/(?:forgot|reset|password)/i,
  health: /\/(?:health|healthz|ready|readyz|livez|status)(?:\/|$)/i,
  webhook: /\/(?:web-?hooks?|hooks)(?:\/|$)/i,
  api: /\/(?:api|v\d)(?:\/|$)/i,
}

function subjects({ results }: ProjectStateDto, kind: 'url' | 'host'): string[] {
  return results.flatMap(({ findings }) =>
    findings.flatMap(({ subject }) => (subject.kind === kind ? [subject.id] : [])),
  )
}

/** An address of this purpose that the checks met on the hosts of the project. */
export function seenUrl(data: ProjectStateDto, purpose: UrlPurpose): string | undefined {
  const pattern = PATHS[purpose]
  const hosts = new Set(data.project.target.hosts.map(({ name }) => name))
  return subjects(data, 'url').find((id) => {
    const url = URL.parse(id)
    return url !== null && hosts.has(url.hostname) && pattern?.test(url.pathname) === true
  })
}

/** A host the checks met whose name says that it is a copy for tests. */
export function seenStaging(data: ProjectStateDto): string | undefined {
  return subjects(data, 'host').find((name) => /^(?:staging|stage|stg|test|dev|preview|beta)[.-]/.test(name))
}

/** The organisation that issued a certificate the checks looked at. */
export function seenAuthority({ results }: ProjectStateDto): string | undefined {
  for (const { findings } of results) {
    for (const { exhibits } of findings) {
      const issuer = exhibits.find((exhibit) => exhibit.kind === 'cert')?.issuer
      const organisation = issuer === undefined ? undefined : /(?:^|[,/\n]\s*)O=([^,/\n]{1,80})/.exec(issuer)?.[1]
      if (organisation !== undefined) return organisation.trim()
    }
  }
  return undefined
}
