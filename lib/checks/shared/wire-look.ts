import type { Exhibit } from '../../engine/finding'
import type { Immutable } from '../../engine/immutable'
import type { TlsWireHost, TlsWireLook } from '../../evidence/tls-wire'
import { failureWords, stateWords } from './web-look'

export type WireHost = Immutable<TlsWireHost>
export type Look = Immutable<TlsWireLook>
export type Version = keyof TlsWireLook['versions']

/** From the newest to the oldest. */
export const VERSIONS: readonly Version[] = ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3']

const NAMES: Readonly<Record<Version, string>> = {
  'TLSv1.3': 'TLS 1.3',
  'TLSv1.2': 'TLS 1.2',
  'TLSv1.1': 'TLS 1.1',
  TLSv1: 'TLS 1.0',
  SSLv3: 'SSL 3.0',
}

/** `TLS 1.0 and TLS 1.1`, the oldest first. */
export function versionWords(versions: readonly Version[]): string {
  return VERSIONS.toReversed()
    .filter((version) => versions.includes(version))
    .map((version) => NAMES[version])
    .join(' and ')
}

/** The versions of an address in a state. */
export function versionsIn({ versions }: Look, state: 'accepted' | 'refused' | 'unknown'): Version[] {
  return VERSIONS.filter((version) => versions[version] === state)
}

/** The looks that saw a server speak TLS, with their place in the evidence. */
export function spokenLooks(row: WireHost, index: number): { look: Look; ref: string }[] {
  return row.looks.flatMap((look, at) =>
    look !== null && versionsIn(look, 'accepted').length > 0
      ? [{ look, ref: `tls.wire#/hosts/${index}/looks/${at}` }]
      : [],
  )
}

/** Why nothing could be seen of the TLS of a host, as half a sentence. */
export function unseenWire({ state, looks }: WireHost): string {
  if (state !== 'ok') return stateWords(state)
  const [look] = looks
  if (look === null) return failureWords(null)
  return look === undefined || look.error === null ? 'no secure connection can be made' : failureWords(look.error)
}

/** Why a question stayed open although the server spoke, as half a sentence. */
export function unansweredWords(error: Look['error']): string {
  return error === null ? 'its answers do not fit our questions' : failureWords(error)
}

const STATES = { accepted: 'accepted', refused: 'refused', unknown: 'no answer' } as const

/** Which versions an address accepts, as a table. */
export function versionTable(host: string, look: Look): Exhibit {
  return {
    kind: 'table',
    title: `TLS versions of ${host} at ${look.address}`,
    columns: ['Version', 'Answer'],
    rows: VERSIONS.map((version) => [NAMES[version], STATES[look.versions[version]]]),
  }
}
