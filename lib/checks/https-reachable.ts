import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject } from '../engine/subject'
import { type WebReach, type WebReachRow, webReach } from '../evidence/web-reach'
import { defineCheck } from './shared/define'
import { attachHostFix } from './shared/web-fixes'
import { failureWords, stateWords } from './shared/web-look'

type Row = Immutable<WebReachRow>
type Address = Row['addresses'][number]
type Cause = 'detached' | 'outdated' | 'visitorCertificate' | 'plainHttp' | 'refused' | 'timeout' | 'broken'
type Seen = 'answers' | 'unseen' | { dead: Cause }

/** Alerts a server sends when it has no certificate for the name (RFC 6066 section 3, RFC 8446 section 6). */
const NO_CERTIFICATE_ALERTS: readonly (number | undefined)[] = [40, 80, 112]

function causeOf(error: NonNullable<NonNullable<Address['answer']>['error']>): Cause {
  if (error.code === 'PLAIN_HTTP_ON_TLS') return 'plainHttp'
  if (error.code === 'TLS_ALERT' && NO_CERTIFICATE_ALERTS.includes(error.alert)) return 'detached'
  if (error.code === 'ECONNREFUSED' || (error.code === 'ECONNRESET' && error.phase === 'connect')) return 'refused'
  return error.code === 'TIMEOUT' || error.code === 'EUNREACH' ? 'timeout' : 'broken'
}

function seenAt({ answer, family, outdated, asksVisitor }: Address, families: ReadonlySet<number>): Seen {
  if (answer === null) return 'unseen'
  const { error } = answer
  if (error === null) return 'answers'
  if (error.fault !== 'target') return 'unseen'
  // Without a route of our own for this address family the site cannot be blamed.
  if (error.code === 'EUNREACH' && !families.has(family)) return 'unseen'
  if (error.code === 'TIMEOUT' && error.phase !== 'connect') return 'unseen'
  if (error.code === 'TIMEOUT' && family === 6 && !families.has(6)) return 'unseen'
  if (asksVisitor === true) return { dead: 'visitorCertificate' }
  return { dead: outdated === true ? 'outdated' : causeOf(error) }
}

/** Roles for programs and people inside, who may have certificates of their own. */
const INSIDE = new Set<string>(['api', 'staging', 'other'])

function isInside({ roles }: Row): boolean {
  return roles.length > 0 && roles.every((role) => INSIDE.has(role))
}

/** The address families over which anything at all answered, so that we have them ourselves. */
function workingFamilies(reach: Immutable<WebReach>): Set<number> {
  const spoke = (address: Address): boolean =>
    address.answer !== null && !['EUNREACH', 'TIMEOUT'].includes(address.answer.error?.code ?? '')
  return new Set(reach.hosts.flatMap((row) => row.addresses.filter(spoke).map((address) => address.family)))
}

function addressTable({ host, addresses }: Row): Exhibit {
  return {
    kind: 'table',
    title: `https://${host}/ at every address`,
    columns: ['Address', 'Answer'],
    rows: addresses.map(({ address, answer }) => [
      address,
      answer?.status == null ? failureWords(answer?.error ?? null) : `HTTP ${answer.status}`,
    ]),
  }
}

function openPortFix(host: string, addresses: readonly Address[]): Fix {
  const where = addresses.map(({ address }) => address).join(', ')
  const types = [...new Set(addresses.map(({ family }) => (family === 4 ? 'A' : 'AAAA')))].join(' and ')
  return {
    effort: 'M',
    steps: [
      `On the server behind ${where}, check that the web server listens on port 443 and that the firewall lets it through.`,
      `If nothing should answer there, remove the ${types} record of ${host} that points to it.`,
    ],
    snippet: {
      lang: 'sh',
      code: addresses.map(({ address }) => `curl -v --resolve '${host}:443:${address}' https://${host}/`).join('\n'),
    },
  }
}

function plainHttpFix(host: string): Fix {
  return {
    effort: 'S',
    steps: [`Turn on TLS for port 443 of ${host}; what answers there now does not speak it.`, 'Reload the web server.'],
    snippet: {
      lang: 'nginx',
      code: `server {\n  listen 443 ssl;\n  server_name ${host};\n  ssl_certificate     /etc/letsencrypt/live/${host}/fullchain.pem;\n  ssl_certificate_key /etc/letsencrypt/live/${host}/privkey.pem;\n}`,
    },
  }
}

function modernFix(host: string): Fix {
  return {
    effort: 'M',
    steps: [
      `Let the server that ends https for ${host} accept TLS 1.2 and 1.3 with the ciphers of today.`,
      'If its software is too old for them, update it, or put a network such as Cloudflare in front.',
    ],
    snippet: {
      lang: 'nginx',
      code: 'ssl_protocols TLSv1.2 TLSv1.3;\nssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384;',
    },
  }
}

function openDoorFix(host: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Stop asking the visitors of ${host} for certificates of their own.`,
      'Where only programs with such a certificate shall come in, give them a host of their own, and give it the role api here.',
    ],
    snippet: { lang: 'nginx', code: 'ssl_verify_client off;' },
    variants: [
      { provider: 'Apache', steps: ['Set "SSLVerifyClient none" and reload.'] },
      { provider: 'Caddy', steps: [`Remove the "client_auth" block of ${host} and reload.`] },
      {
        provider: 'Cloudflare',
        steps: [`Open SSL/TLS, Client Certificates, and remove ${host} from the hosts that ask for them.`],
      },
      { provider: 'AWS', steps: ['Load balancer: turn mutual authentication of the HTTPS listener off.'] },
    ],
  }
}

function fixFor(cause: Cause, host: string, dead: readonly Address[]): Fix {
  if (cause === 'detached') return attachHostFix(host)
  if (cause === 'outdated') return modernFix(host)
  if (cause === 'visitorCertificate') return openDoorFix(host)
  return cause === 'plainHttp' ? plainHttpFix(host) : openPortFix(host, dead)
}

export default defineCheck({
  id: 'https-reachable',
  version: 3,
  kind: 'automatic',
  title: 'Every live host answers over https',
  impact: 'blocker',
  why: 'Visitors who type or click an https link to this name see a browser error page, not your product.',
  covers: { 'app-loads-on-correct-host': 'required' },
  raises: ['one-url-variant-works'],
  dependsOn: ['domain-resolves', 'host-apex', 'host-www', 'host-roles'],
  needs: { reach: webReach },
  messages: {
    ok: '{host} answers over https at {count:address|addresses}',
    okFamily: '{host} answers over https; {skipped:address|addresses} could not be seen from here',
    some: 'Some visitors cannot open {host}: {address} does not answer over https',
    detached: 'Nobody can open {host}: its provider has no certificate for this name',
    outdated: 'Browsers cannot open {host}: it offers no encryption they accept',
    visitorCertificate: 'Visitors cannot open {host}: it asks them for certificates of their own',
    forPrograms: 'We cannot come in at {host}: it asks for a certificate that our checker lacks',
    plainHttp: 'Nobody can open {host}: what answers at its https port is not https',
    refused: 'Nobody can open {host}: it refuses secure connections',
    timeout: 'Nobody can open {host}: no address of it answers',
    broken: 'Nobody can open {host}: the secure connection breaks',
    unseen: 'We could not reach {host} from our checker: {reason}',
    noAddress: '{host} has no address, so there is nothing to reach',
  },
  sources: [
    { label: 'RFC 9110 section 4.2.2', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-4.2.2' },
    { label: 'RFC 6066 section 3', url: 'https://www.rfc-editor.org/rfc/rfc6066#section-3' },
    { label: 'RFC 8446 section 6', url: 'https://www.rfc-editor.org/rfc/rfc8446#section-6' },
  ],
  judge({ reach }, say) {
    const families = workingFamilies(reach)
    return reach.hosts.map((row, index) => {
      const { host, state, addresses } = row
      const at = { subject: hostSubject(host), refs: [`web.reach#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      if (state !== 'ok') return say.unknown('unseen', { host, reason: stateWords(state) }, at)
      const seen = addresses.map((address) => ({ address, seen: seenAt(address, families) }))
      const dead = seen.flatMap(({ address, seen }) =>
        typeof seen === 'object' ? [{ address, cause: seen.dead }] : [],
      )
      const alive = seen.filter((row) => row.seen === 'answers').length
      const shown = { ...at, exhibits: [addressTable(row)] }
      const first = dead[0]
      if (first === undefined) {
        if (alive === 0) {
          const reason = failureWords(addresses[0]?.answer?.error ?? null)
          return say.unknown('unseen', { host, reason }, shown)
        }
        const skipped = addresses.length - alive
        return skipped === 0
          ? say.pass('ok', { host, count: alive }, shown)
          : say.pass('okFamily', { host, skipped }, shown)
      }
      if (alive === 0 && first.cause === 'visitorCertificate' && isInside(row))
        return say.unknown('forPrograms', { host }, shown)
      const fix = fixFor(
        first.cause,
        host,
        dead.map(({ address }) => address),
      )
      if (alive > 0) return say.warn('some', { host, address: first.address.address }, { ...shown, fix })
      return say.fail(first.cause, { host }, { ...shown, fix })
    })
  },
})
