import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { host as hostSubject } from '../engine/subject'
import { NAMED_SOURCE, type OriginAnswer, type WebOrigin, webOrigin } from '../evidence/web-origin'
import { originLockVariants } from './shared/config/origin-lock'
import { defineCheck } from './shared/define'
import { edgeProvider } from './shared/edge/providers'

type Answer = Immutable<OriginAnswer>

function whatOf({ outcome, status, same, title }: Answer): string {
  if (outcome === 'not-looked') return 'not looked'
  if (outcome === 'closed') return 'no answer'
  return same ? `${status ?? ''}, the same page` : `${status ?? ''}${title === '' ? '' : `, "${title}"`}`
}

function exhibitOf(host: string, rows: readonly Answer[]): Exhibit {
  return {
    kind: 'table',
    title: `Addresses asked for ${host}`,
    columns: ['Address', 'Published by', 'Asked', 'Answer', 'Certificate of the site'],
    rows: rows.map((row) => [row.address, row.source, row.url, whatOf(row), row.certificate ? 'yes' : 'no']),
  }
}

function lockFix({ host, provider, address, source }: Answer): Fix {
  const name = edgeProvider(provider)?.name ?? 'the network in front'
  return {
    effort: 'M',
    steps: [
      `Let the server at ${address} answer web requests from ${name} only.`,
      ...(source === NAMED_SOURCE
        ? []
        : [
            `The address can be read from ${source}: give mail or the other service an address of its own where possible.`,
          ]),
      'Ask your hosting provider for a new address afterwards: the old one is known.',
    ],
    variants: originLockVariants(host, provider),
  }
}

const REFUSING: readonly (number | null)[] = [401, 403, 421]

const messages = {
  ok: 'The server of {host} cannot be reached past {network}',
  open: 'Attackers get past {network}: {address} serves {host} directly',
  refuses: '{address} shows that it is the server of {host}, though it refuses visitors',
  unseen: 'We could not ask {address} for {host}',
  noCandidate: 'No address of the server of {host} is published, so there was nothing to try',
} as const

type Judging = { answer: Answer; at: At; network: string; say: Say<typeof messages> }

function judgeAnswer({ answer, at, network, say }: Judging): Finding[] {
  const { host, address, outcome, status, same, certificate } = answer
  const fixed = { ...at, fix: lockFix(answer) }
  if (outcome === 'not-looked') return [say.unknown('unseen', { address, host }, at)]
  if (same) return [say.fail('open', { network, address, host }, fixed)]
  if (certificate && REFUSING.includes(status))
    return [say.warn('refuses', { address, host }, { ...fixed, impact: 'low' })]
  return []
}

function judgeHost(origin: Immutable<WebOrigin>, place: number, say: Say<typeof messages>): Finding[] {
  const row = origin.hosts[place]
  if (row === undefined) return []
  const { host, provider } = row
  const network = edgeProvider(provider)?.name ?? 'the network in front'
  const asked = origin.asked.map((answer, index) => ({ answer, index })).filter(({ answer }) => answer.host === host)
  const subject = hostSubject(host)
  if (asked.length === 0)
    return [say.unknown('noCandidate', { host }, { subject, refs: [`web.origin#/hosts/${place}`] })]
  const answers = asked.map(({ answer }) => answer)
  const exhibits = [exhibitOf(host, answers)]
  const found = asked.flatMap(({ answer, index }) =>
    judgeAnswer({ answer, at: { subject, refs: [`web.origin#/asked/${index}`], exhibits }, network, say }),
  )
  if (found.length > 0) return found
  const refs = asked.map(({ index }) => `web.origin#/asked/${index}`)
  return [say.pass('ok', { host, network }, { subject, refs, exhibits })]
}

export default defineCheck({
  id: 'origin-bypass',
  version: 1,
  kind: 'assisted',
  title: 'The server cannot be reached around the network in front',
  impact: 'medium',
  why: 'Whoever knows the address of the server skips the shield in front of it.',
  covers: { 'ddos-protection-on': 'supporting', 'edge-proxy-on-public-assets': 'supporting' },
  dependsOn: ['domain-resolves', 'edge-proxy-coverage'],
  ask: {
    id: 'origin-address',
    question: 'Which address does your own server have behind the network in front?',
    who: 'developer',
    minutes: 1,
  },
  needs: { origin: webOrigin },
  messages,
  sources: [
    {
      label: 'Cloudflare: protect your origin server',
      url: 'https://developers.cloudflare.com/fundamentals/security/protect-your-origin-server/',
    },
  ],
  judge({ origin }, say) {
    return origin.hosts.flatMap((_, place) => judgeHost(origin, place, say))
  },
})
