import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * The one place that reads the environment. Every other room receives values from here, so a
 * wrong setting is reported once, by name, before anything starts.
 */

const flag = z
  .enum(['0', '1', 'true', 'false', 'on', 'off', ''])
  .default('')
  .transform((text) => text === '1' || text === 'true' || text === 'on')

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  )

const BLOCKLIST = /^(ip|domain):(?=.{1,120}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/i

const schema = z.object({
  DATABASE_URL: z.string().optional(),
  /** Connection of the worker's role; where it is absent the worker uses `DATABASE_URL`. */
  LR_WORKER_DATABASE_URL: z.string().optional(),
  /** Connection of the role that owns the tables; used by migrations only. */
  LR_OWNER_DATABASE_URL: z.string().optional(),
  NEXTAUTH_URL: z.url({ protocol: /^https?$/ }).optional(),
  NEXTAUTH_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  LR_HOST: z.string().default('127.0.0.1'),
  LR_PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Extra values of the Host header the front server accepts. */
  LR_HOSTS: list,
  LR_TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  LR_WORKER: z.enum(['on', 'off']).default('on'),
  LR_SIGNUP: z.enum(['open', 'invite', 'closed']).default('invite'),
  LR_SETUP_TOKEN: z.string().min(16).optional(),
  LR_KEYS: z.string().optional(),
  LR_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  LR_DNS_RESOLVERS: list,
  LR_DNS_AUTHORITY: z.enum(['on', 'off', 'auto']).default('auto'),
  /** Blocklists in DNS (RFC 5782) that are asked, `ip:zen.list.example` or `domain:dbl.list.example`; none unless set. */
  LR_DNS_BLOCKLISTS: list.refine(
    (entries) => entries.length <= 10 && entries.every((entry) => BLOCKLIST.test(entry)),
    'needs at most ten entries such as ip:zen.list.example or domain:dbl.list.example',
  ),
  LR_EGRESS_ALLOW: list,
  LR_EGRESS_DENY: list,
  LR_TARGET_DENY: list,
  LR_TEST_NETWORK: flag,
  /** JSON object, inline or `@file`: `"ip[/prefix]:port" -> "ip:port"`. */
  LR_DIAL_MAP: z.string().default(''),
  LR_PUBLIC_CIDRS: list,
  /** A PEM file appended to the trusted roots of the prober. */
  LR_EXTRA_CA: z.string().default(''),
  /** File or URL of an RDAP bootstrap registry (RFC 9224); the one of IANA where unset. */
  LR_RDAP_BOOTSTRAP: z.string().optional(),
  /** Whether mail servers of a project are asked for encryption on port 25. */
  LR_SMTP_PROBE: z.enum(['on', 'off']).default('on'),
  /** The name we give to mail servers; it should have a matching PTR record. */
  LR_EHLO_NAME: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'needs a full host name such as check.example.org')
    .max(253)
    .optional(),
  LR_NOW: z.iso.datetime().optional(),
  /** JSON object or `@file` that describes the example sites (written by the start script). */
  LR_DEMO_SITES: z.string().default(''),
  LR_SMTP_URL: z.string().optional(),
  LR_MAIL_FROM: z.string().optional(),
  /** Hosts of chat services that take messages in the form of Slack, beside hooks.slack.com. */
  LR_CHAT_HOSTS: list,
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_ID: z.string().optional(),
  GOOGLE_SECRET: z.string().optional(),
})

export type Config = z.infer<typeof schema>

/** A setting that cannot be used; the message names the variable and the remedy. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

/** Whether a listen address can be reached from this machine only. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.has(host) || /^127(\.\d{1,3}){3}$/.test(host)
}

/**
 * Parses an environment. Throws `ConfigError` naming each variable that cannot be used.
 * The laboratory network is refused unless the server listens on loopback only.
 */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const known = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, env[name] === '' ? undefined : env[name]]),
  )
  const parsed = schema.safeParse(known)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`These settings cannot be used:\n  ${lines.join('\n  ')}`)
  }
  const config = parsed.data
  const usesLab = config.LR_DIAL_MAP !== '' || config.LR_PUBLIC_CIDRS.length > 0 || config.LR_EXTRA_CA !== ''
  if (usesLab && !config.LR_TEST_NETWORK) {
    throw new ConfigError('LR_DIAL_MAP, LR_PUBLIC_CIDRS and LR_EXTRA_CA need LR_TEST_NETWORK=1 beside them.')
  }
  if (config.LR_TEST_NETWORK && !isLoopbackHost(config.LR_HOST)) {
    throw new ConfigError(
      `LR_TEST_NETWORK=1 is only accepted while the server listens on loopback. Set LR_HOST=127.0.0.1 or unset it (it is ${config.LR_HOST}).`,
    )
  }
  return config
}

let current: Config | undefined

/** The configuration of this process, parsed once at first use. */
export function config(): Config {
  current ??= parseConfig(process.env)
  return current
}

const examplesSchema = z.object({
  sites: z.array(z.looseObject({ target: z.looseObject({ domain: z.string() }) })).max(10),
  /** The laboratory settings of the network the example sites live in. */
  network: z.record(z.string(), z.string()),
  /** Where a person publishes records and files of the example sites. */
  panel: z.url({ protocol: /^http$/ }).optional(),
})

export type Examples = z.infer<typeof examplesSchema>

let examples: Examples | undefined

/**
 * The example sites the start script runs beside the server, and their network; none where the
 * setting is empty. Throws `ConfigError` when the setting cannot be read.
 */
export function exampleSettings(): Examples {
  if (examples !== undefined) return examples
  const setting = config().LR_DEMO_SITES
  if (setting === '') return { sites: [], network: {} }
  try {
    const text = setting.startsWith('@') ? readFileSync(setting.slice(1), 'utf8') : setting
    examples = examplesSchema.parse(JSON.parse(text))
    return examples
  } catch (cause) {
    throw new ConfigError('LR_DEMO_SITES cannot be read; unset it, or let the start script write it.', { cause })
  }
}

/** Whether a domain is one of our own example sites, which no limit has to protect. */
export function isExampleSite(domain: string): boolean {
  return exampleSettings().sites.some((site) => site.target.domain === domain)
}

/**
 * The configuration for a run on one domain. An example site is looked at in its own network, which
 * reaches nothing but the example servers; every other domain with the settings of this process.
 */
export function configForDomain(domain: string): Config {
  if (!isExampleSite(domain)) return config()
  return parseConfig({ ...process.env, ...exampleSettings().network })
}

/** Whether names under .test can exist for this process: in the laboratory, or as example sites. */
export function allowsTestNames(): boolean {
  return config().LR_TEST_NETWORK || exampleSettings().sites.length > 0
}

/** The clock every verdict uses: the real one, or the fixed one of `LR_NOW` (laboratory only). Milliseconds. */
export function now(): number {
  const fixed = config().LR_NOW
  return fixed === undefined ? Date.now() : Date.parse(fixed)
}
