import { type Config, parseConfig } from '../../lib/config'

/** What each setting of the product means; a new setting without a line here does not compile. */
const MEANINGS: Record<keyof Config, string> = {
  DATABASE_URL:
    'PostgreSQL the product works with. Unset: `npm start` brings a PostgreSQL of its own, with its data under `.data/`',
  LR_WORKER_DATABASE_URL: "connection of the worker's role; unset: `DATABASE_URL`",
  LR_OWNER_DATABASE_URL:
    'connection of the role that owns the tables; used while migrating only; unset: `DATABASE_URL`',
  NEXTAUTH_URL: 'the address people open. `npm start` sets it to where it listens',
  NEXTAUTH_SECRET: 'seals sessions; at least 32 characters, the same in every process. `npm start` makes one',
  NODE_ENV: '`npm start` sets `production`, `npm run dev` sets `development`',
  LR_HOST: 'address to listen on',
  LR_PORT: 'port to listen on',
  LR_HOSTS: 'further names (with port) the server answers to, beside that of `NEXTAUTH_URL`',
  LR_TRUSTED_PROXY_HOPS: 'how many proxies of yours append to `X-Forwarded-For`; 0 believes none',
  LR_WORKER: '`off` in web processes when workers run on their own',
  LR_SIGNUP:
    'after the first account: `open` lets anybody make one, `invite` only people with an invitation, `closed` nobody',
  LR_SETUP_TOKEN:
    'asked for by the first account when the server can be reached from outside; at least 16 characters. `npm start` makes one',
  LR_KEYS:
    'keys that seal stored secrets, newest first: `k2:<base64>,k1:<base64>`, 32 bytes each. `npm start` makes one',
  LR_LOG_LEVEL: '`silent`, `error`, `warn`, `info` or `debug`',
  LR_DNS_RESOLVERS: 'resolvers to ask, such as `9.9.9.9, [2620:fe::fe]:53`; unset: those of the system',
  LR_DNS_AUTHORITY: 'whether name servers may be asked directly; `auto` finds out',
  LR_DNS_BLOCKLISTS:
    'blocklists to ask about your domains and mail servers: `ip:zen.list.example, domain:dbl.list.example`. Mind their terms of use; unset: none',
  LR_EGRESS_ALLOW: 'ranges with port that are not public but may be audited all the same: `10.20.0.5/32:443`',
  LR_EGRESS_DENY: 'ranges that are never contacted; wins over `LR_EGRESS_ALLOW`',
  LR_TARGET_DENY: 'domains that are never audited, with everything below them',
  LR_TEST_NETWORK: '`1`: the laboratory stands in for the internet; accepted only while listening on loopback',
  LR_DIAL_MAP: 'laboratory: where published addresses are really dialled, as JSON or `@file`',
  LR_PUBLIC_CIDRS: 'laboratory: ranges that count as public',
  LR_EXTRA_CA: 'laboratory: a PEM file with further trusted roots',
  LR_RDAP_BOOTSTRAP: 'file or URL of the registry of domain registries (RFC 9224); unset: the one of IANA',
  LR_SMTP_PROBE: '`off` where mail servers must not be contacted on port 25',
  LR_EHLO_NAME:
    'the name given to mail servers in EHLO; give its address a matching PTR record. Unset: the host name of `NEXTAUTH_URL`',
  LR_NOW: 'laboratory: a fixed clock for every verdict, such as `2026-11-20T12:00:00Z`',
  LR_DEMO_SITES: 'the example sites, as JSON or `@file`; written by `npm start`',
  LR_SMTP_URL:
    'mail server for sign-in links, invitations and notices, such as `smtp://user:password@mail.acme.io:587`',
  LR_MAIL_FROM: 'sender of that mail',
  LR_CHAT_HOSTS: 'hosts of chat services that take messages in the form of Slack, beside `hooks.slack.com`',
  GITHUB_ID: 'OAuth application for signing in with GitHub',
  GITHUB_SECRET: 'its secret',
  GOOGLE_ID: 'OAuth client for signing in with Google',
  GOOGLE_SECRET: 'its secret',
}

function shown(value: unknown): string {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return 'not set'
  return `\`${value === false ? 'off' : value === true ? 'on' : String(value)}\``
}

/** The configuration table of the README, from the schema's own defaults. */
export function configTable(): string {
  const defaults: Record<string, unknown> = parseConfig({})
  const rows = Object.entries(MEANINGS).map(
    ([name, meaning]) => `| \`${name}\` | ${shown(defaults[name])} | ${meaning} |`,
  )
  return ['| Variable | Default | Meaning |', '|---|---|---|', ...rows].join('\n')
}
