import type { EdgeHost } from '../../evidence/web-edge'
import { webEdge } from '../../evidence/web-edge'
import { webTls } from '../../evidence/web-tls'
import { type Draft, draft, factOf, listed, type MapReader, missing, type Read } from './read'
import type { MapNode, MapState, MapView, OperatorNames } from './types'

type Source = MapNode['evidence']
export type Place = { state: MapState; name: string; id: string; because: string[] }

/** The row of a host, or why there is nothing to read. */
export function edgeRow(reader: MapReader, host: string): Read<EdgeHost> {
  const edge = reader.read(webEdge)
  if (!edge.ok) return edge
  const { source } = edge
  const row = edge.value.hosts.find((candidate) => candidate.host === host)
  if (row === undefined) return { ok: false, why: `The last audit did not look at ${host}`, source }
  if (row.state === 'dns-failed' || row.state === 'not-looked')
    return { ok: false, why: `Our look at ${host} was not finished`, source }
  if (row.state === 'blocked') return { ok: false, why: `${host} leads to an address we do not connect to`, source }
  return { ok: true, value: row, source }
}

/** The network an address lies in, so that a neighbouring machine of the same server farm is no change. */
function networkOf(address: string): string {
  return address.includes(':') ? address.split(':').slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.')
}

export function addressLines(row: EdgeHost): string[] {
  return [
    ...row.aliases.slice(0, 2).map((alias) => `CNAME ${alias}`),
    ...row.addresses.slice(0, 2).map((address) => `${address.includes(':') ? 'AAAA' : 'A'} ${address}`),
  ]
}

/** What stands between visitors and the server. */
export function edgeOf(operators: OperatorNames, row: EdgeHost): Place | undefined {
  const edges = operators.edges(row)
  const edge = edges.find(({ kind }) => kind === 'cdn') ?? edges[0]
  if (edge === undefined) return undefined
  const { id, name, confidence, signs } = edge
  return { id, name, state: confidence === 'confirmed' ? 'seen' : 'guess', because: signs }
}

/** Where the server itself is, as far as it shows. */
export function hostingOf(operators: OperatorNames, row: EdgeHost): Place | undefined {
  const alias = row.aliases.find((name) => operators.hostOfAlias(name) !== undefined)
  const byAlias = alias === undefined ? undefined : operators.hostOfAlias(alias)
  if (byAlias !== undefined) return { ...byAlias, state: 'seen', because: [`CNAME ${alias}`] }
  const address = row.addresses.find((one) => operators.hostOfAddress(one) !== undefined)
  const byAddress = address === undefined ? undefined : operators.hostOfAddress(address)
  if (byAddress !== undefined) return { ...byAddress, state: 'seen', because: [`A ${address}`] }
  const platform = operators.edges(row).find(({ kind }) => kind === 'platform')
  if (platform === undefined) return undefined
  // Headers travel through whatever stands in front, so they only hint at the server behind it.
  return { id: platform.id, name: platform.name, state: 'guess', because: platform.signs }
}

export function edgeNode({ operators }: MapView, reader: MapReader, main: string): Draft {
  const found = edgeRow(reader, main)
  if (!found.ok) return missing('edge', found)
  const { value: row, source } = found
  if (row.state === 'no-address')
    return draft('edge', source, { state: 'none', sentence: `${main} has no address, so nothing stands in front.` })
  const edge = edgeOf(operators, row)
  if (edge !== undefined) {
    const guess = edge.state === 'guess' ? ', going by what its answers carry' : ''
    return draft('edge', source, {
      state: edge.state,
      value: edge.name,
      sentence: `Pages pass through ${edge.name}${guess}.`,
      because: edge.because,
      fact: edge.id,
    })
  }
  if (!row.answered)
    return draft('edge', source, {
      state: 'unknown',
      sentence: `${main} did not answer, so what stands in front of it is not known.`,
      because: addressLines(row),
    })
  return draft('edge', source, {
    state: 'none',
    sentence: 'No network stands in front: visitors reach the server directly.',
    because: addressLines(row),
    fact: 'none',
  })
}

function unnamedSite({ target, operators }: MapView, row: EdgeHost, source: Source): Draft {
  const parked = row.addresses.flatMap((address) => operators.parkingAt(address) ?? [])[0]
  if (parked !== undefined) {
    const sentence = `The address shows a parking page of ${parked}, not your product.`
    return draft('site', source, {
      state: 'seen',
      value: `Parking page of ${parked}`,
      sentence,
      because: addressLines(row),
      fact: `parking ${parked}`.toLowerCase(),
    })
  }
  const said = target.profile.hostingProvider
  const edge = edgeOf(operators, row)
  const fact = edge === undefined ? factOf(row.addresses.map(networkOf)) : `behind ${edge.id}`
  const because = addressLines(row)
  if (said !== undefined && said !== '')
    return draft('site', source, {
      state: 'said',
      value: said,
      sentence: `The site runs at ${said}, as your settings say.`,
      because,
      fact,
    })
  const sentence =
    edge === undefined
      ? `The site runs on a server at ${listed(row.addresses, 2)}; whose it is, no record says.`
      : `The server behind ${edge.name} cannot be seen from outside.`
  return draft('site', source, { state: 'unknown', sentence, because, fact })
}

export function siteNode(view: MapView, reader: MapReader, main: string): Draft {
  const found = edgeRow(reader, main)
  if (!found.ok) return missing('site', found)
  const { value: row, source } = found
  if (row.state === 'no-address')
    return draft('site', source, {
      state: 'none',
      sentence: `${main} has no address, so no server can be found.`,
      fact: 'none',
    })
  const hosting = hostingOf(view.operators, row)
  if (hosting === undefined) return unnamedSite(view, row, source)
  const guess = hosting.state === 'guess' ? ', going by what its answers carry' : ''
  return draft('site', source, {
    state: hosting.state,
    value: hosting.name,
    sentence: `The site runs at ${hosting.name}${guess}.`,
    because: hosting.because,
    fact: hosting.id,
  })
}

/** Who vouches for the main host, by the certificate it serves. */
export function certificateNode(reader: MapReader, main: string): Draft {
  const tls = reader.read(webTls)
  if (!tls.ok) return missing('certificate', tls)
  const { value, source } = tls
  const host = value.hosts.find((candidate) => candidate.host === main)
  const looks = host?.addresses.flatMap(({ first }) => (first === null ? [] : [first])) ?? []
  const good = looks.find((look) => look.ok)
  const leaf = good?.ok === true ? value.certificates[good.leaf] : undefined
  if (good?.ok === true && leaf !== undefined) {
    const issuer = leaf.issuer.organization || leaf.issuer.commonName || leaf.issuer.text
    const name = leaf.selfSigned ? 'nobody but itself' : issuer
    const trust = good.authorized ? '' : ', which browsers do not trust as it is served'
    return draft('certificate', source, {
      state: 'seen',
      value: leaf.selfSigned ? 'Self-signed' : issuer,
      sentence: `The certificate of ${main} comes from ${name}${trust}.`,
      because: [`Issuer ${leaf.issuer.text}`, `Valid until ${leaf.notAfter.slice(0, 10)}`],
      fact: leaf.selfSigned ? 'self-signed' : issuer.toLowerCase(),
    })
  }
  const failed = looks.find((look) => !look.ok)
  if (failed?.ok === false && failed.error.fault === 'target')
    return draft('certificate', source, {
      state: 'none',
      sentence: `${main} showed no certificate we could read.`,
      because: [failed.error.detail],
      fact: 'none',
    })
  if (host?.state === 'no-address')
    return draft('certificate', source, {
      state: 'none',
      sentence: `${main} has no address, so it shows no certificate.`,
    })
  return missing('certificate', { why: `The certificate of ${main} was not read`, source })
}

type Named = { id: 'app' | 'api' | 'staging'; noun: string; hosts: readonly string[] }

type Look = { host: string; words: string; state: MapState; because: string[]; fact: string | null }

function lookAt({ operators }: MapView, reader: MapReader, host: string): Look & { source: Source } {
  const found = edgeRow(reader, host)
  if (!found.ok) return { host, words: '', state: 'missing', because: [found.why], fact: null, source: found.source }
  const { value: row, source } = found
  if (row.state === 'no-address')
    return {
      host,
      words: ' (no address)',
      state: 'none',
      because: [`${host}: no address`],
      fact: `${host}=none`,
      source,
    }
  const edge = edgeOf(operators, row)
  const hosting = hostingOf(operators, row)
  const front = edge === undefined || edge.id === hosting?.id ? undefined : `behind ${edge.name}`
  const at = hosting === undefined ? undefined : front === undefined ? `at ${hosting.name}` : hosting.name
  const where = [at, front].filter((part) => part !== undefined).join(' ')
  const parts = [edge, hosting].filter((one) => one !== undefined)
  return {
    host,
    words: where === '' ? '' : ` (${where})`,
    state: parts.some(({ state }) => state === 'guess') ? 'guess' : 'seen',
    because: [`${host}: ${addressLines(row)[0] ?? ''}`, ...parts.flatMap((one) => one.because.slice(0, 1))],
    fact: `${host}=${factOf(parts.map(({ id }) => id)) || factOf(row.addresses.map(networkOf))}`,
    source,
  }
}

/** One node for all hosts of a role. */
export function hostsNode(view: MapView, reader: MapReader, { id, noun, hosts }: Named): Draft {
  const looks = hosts.map((host) => lookAt(view, reader, host))
  const first = looks[0]
  const source = looks.find((look) => look.source !== null)?.source ?? null
  const read = looks.filter(({ state }) => state !== 'missing')
  if (first === undefined || read.length === 0)
    return missing(id, { why: first?.because[0] ?? 'No audit has looked at this yet', source })
  const alive = read.filter(({ state }) => state !== 'none')
  const state = alive.length === 0 ? 'none' : alive.some((look) => look.state === 'guess') ? 'guess' : 'seen'
  const unread = looks.length - read.length
  const rest = unread === 0 ? '' : ` ${unread === 1 ? 'One more name' : `${unread} more names`} could not be looked at.`
  return draft(id, source, {
    state,
    value: listed(
      alive.map(({ host }) => host),
      2,
    ),
    sentence: `${noun} ${listed(read.map(({ host, words }) => `${host}${words}`))}.${rest}`,
    because: read.flatMap(({ because }) => because),
    fact: unread > 0 ? null : factOf(read.flatMap(({ fact }) => fact ?? [])),
  })
}
