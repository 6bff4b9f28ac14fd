import { z } from 'zod'
import { parseHostName } from './domain'
import { line } from './primitives'

export const HOST_ROLES = [
  'apex',
  'www',
  'app',
  'api',
  'mail',
  'marketing',
  'staging',
  'assets',
  'docs',
  'status',
  'other',
] as const
export const HostRole = z.enum(HOST_ROLES)
export type HostRole = z.infer<typeof HostRole>

export const URL_PURPOSES = [
  'homepage',
  'login',
  'signup',
  'password-reset',
  'health',
  'api',
  'webhook',
  'dashboard',
  'upload',
  'checkout',
] as const
export const UrlPurpose = z.enum(URL_PURPOSES)
export type UrlPurpose = z.infer<typeof UrlPurpose>

/** A host name as typed, normalised to lower-case ASCII without a trailing dot. */
export const HostName = z
  .string()
  .max(1000)
  .transform((typed, context) => {
    const parsed = parseHostName(typed)
    if (parsed.ok) return parsed.host
    context.addIssue({ code: 'custom', message: parsed.reason })
    return z.NEVER
  })

/** `owner` is whoever answers for the name. */
export const HostDto = z.strictObject({ name: HostName, role: HostRole, owner: line(120).optional() })
export type HostDto = z.infer<typeof HostDto>

/** An absolute http or https address: no user info, fragment dropped, at most 2,048 bytes. */
export const KeyUrl = z
  .string()
  .trim()
  .max(2048, 'Keep the address under 2,048 characters')
  .transform((typed, context) => {
    const url = URL.canParse(typed) ? new URL(typed) : undefined
    const problem = keyUrlProblem(url)
    if (url === undefined || problem !== undefined) {
      context.addIssue({ code: 'custom', message: problem ?? 'Type a full address, such as https://app.acme.io/login' })
      return z.NEVER
    }
    url.hash = ''
    return url.toString()
  })

function keyUrlProblem(url: URL | undefined): string | undefined {
  if (url === undefined) return 'Type a full address, such as https://app.acme.io/login'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Only http and https addresses can be checked'
  if (url.username !== '' || url.password !== '') return 'Leave the user name and password out of the address'
  const host = parseHostName(url.hostname)
  return host.ok ? undefined : host.reason
}

export const UrlDto = z.strictObject({ url: KeyUrl, purpose: UrlPurpose })
export type UrlDto = z.infer<typeof UrlDto>

export const SendingDto = z.strictObject({
  domain: HostName,
  provider: line(60).optional(),
  returnPath: HostName.optional(),
  selectors: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(
          /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/,
          'A selector is the word before ._domainkey',
        )
        .max(120),
    )
    .max(10)
    .optional(),
})
export type SendingDto = z.infer<typeof SendingDto>

/** What the team says about the project. An absent key means "not sure". */
export const ProfileDto = z.strictObject({
  sendsMail: z.boolean().optional(),
  receivesMail: z.boolean().optional(),
  publicSite: z.boolean().optional(),
  certificateAuthority: line(80).optional(),
  tenantSubdomains: z.boolean().optional(),
  mailPerDay: z.number().int().min(0).max(1_000_000_000).optional(),
  complaintPercent: z.number().min(0).max(100).optional(),
  registrationExpires: z.iso.date().optional(),
  hasStaging: z.boolean().optional(),
  hostingProvider: line(64).optional(),
  behindCloudflare: z.boolean().optional(),
  embeddable: z.boolean().optional(),
  legacyClients: z.boolean().optional(),
  measureBaseline: z.boolean().optional(),
  certificateMethod: z.enum(['http-01', 'dns-01', 'tls-alpn-01']).optional(),
  dnsApprover: line(120).optional(),
  launchAt: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
})
export type ProfileDto = z.infer<typeof ProfileDto>

export const Hosts = z.array(HostDto).max(50, 'A project can have 50 hosts')
export const Urls = z.array(UrlDto).max(50, 'A project can have 50 key addresses')
export const SendingDomains = z.array(SendingDto).max(20, 'A project can have 20 sending domains')

/** What is checked: frozen into each run at its start. */
export const TargetDto = z.strictObject({
  domain: HostName,
  canonicalHost: HostName.optional(),
  hosts: Hosts,
  urls: Urls,
  sending: SendingDomains,
  profile: ProfileDto,
})
export type TargetDto = z.infer<typeof TargetDto>
