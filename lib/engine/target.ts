import { z } from 'zod'

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

export type HostRole = (typeof HOST_ROLES)[number]
export type UrlPurpose = (typeof URL_PURPOSES)[number]

const name = z.string().trim().min(1).max(253)

/** Ways in which a certificate authority makes sure of a domain (RFC 8555 section 8, RFC 8737). */
export const CERTIFICATE_METHODS = ['http-01', 'dns-01', 'tls-alpn-01'] as const

const hostSchema = z.strictObject({
  name,
  role: z.enum(HOST_ROLES),
  /** Who answers for this name. */
  owner: z.string().trim().min(1).max(120).optional(),
})

const urlSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2048),
  purpose: z.enum(URL_PURPOSES),
})

const sendingSchema = z.strictObject({
  domain: name,
  provider: z.string().trim().max(64).optional(),
  returnPath: name.optional(),
  selectors: z.array(z.string().trim().min(1).max(120)).max(20).optional(),
})

const profileSchema = z.strictObject({
  sendsMail: z.boolean().optional(),
  receivesMail: z.boolean().optional(),
  publicSite: z.boolean().optional(),
  certificateAuthority: z.string().trim().max(120).optional(),
  tenantSubdomains: z.boolean().optional(),
  /** Messages sent on an ordinary day, over all senders. */
  mailPerDay: z.number().int().min(0).max(1_000_000_000).optional(),
  /** Complaints by recipients in percent, as the large mailbox providers report them. */
  complaintPercent: z.number().min(0).max(100).optional(),
  /** The day the registration of the domain ends, entered by hand where its registry does not tell. */
  registrationExpires: z.iso.date().optional(),
  hasStaging: z.boolean().optional(),
  hostingProvider: z.string().trim().max(64).optional(),
  /** Visitors are meant to reach the web hosts through the proxy of Cloudflare. */
  behindCloudflare: z.boolean().optional(),
  /** Other sites are meant to show pages of this product inside theirs. */
  embeddable: z.boolean().optional(),
  /** Old clients that do not say which host they want (without SNI) have to get in. */
  legacyClients: z.boolean().optional(),
  /** The owner wants a p95 of key pages, which takes 20 loads each. */
  measureBaseline: z.boolean().optional(),
  certificateMethod: z.enum(CERTIFICATE_METHODS).optional(),
  /** Who approves changes of DNS records. */
  dnsApprover: z.string().trim().min(1).max(120).optional(),
  launchAt: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
})

/**
 * What a run looks at, the same in the database, the API and the project file of the command line.
 * An absent profile key means "not sure".
 */
export const targetSchema = z.strictObject({
  domain: name,
  canonicalHost: name.optional(),
  hosts: z.array(hostSchema).max(50).default([]),
  urls: z.array(urlSchema).max(50).default([]),
  sending: z.array(sendingSchema).max(20).default([]),
  profile: profileSchema.default({}),
})

export type Target = z.infer<typeof targetSchema>
export type TargetHost = Target['hosts'][number]
export type TargetUrl = Target['urls'][number]
export type SendingDomain = Target['sending'][number]
export type Profile = Target['profile']

/** The target of a bare domain name: the apex and www are assumed, everything else is unknown. */
export function bareTarget(domain: string): Target {
  return {
    domain,
    hosts: [
      { name: domain, role: 'apex' },
      { name: `www.${domain}`, role: 'www' },
    ],
    urls: [],
    sending: [],
    profile: {},
  }
}

/** Every host name a target speaks of, each once. */
export function hostsOf({ domain, hosts, urls, sending }: Target): string[] {
  return [
    ...new Set([
      domain,
      ...hosts.map((host) => host.name),
      ...urls.map(({ url }) => new URL(url).hostname),
      ...sending.map((entry) => entry.domain),
    ]),
  ]
}
