import type { Immutable } from '../../engine/immutable'
import type { Target } from '../../engine/target'
import type { EdgeHost } from '../../evidence/web-edge'

/** Every place the map can speak of, in reading order; a project without an app host has no `app`. */
export const MAP_NODES = [
  'address',
  'registrar',
  'dns',
  'edge',
  'certificate',
  'site',
  'app',
  'api',
  'database',
  'mail-out',
  'mail-in',
  'staging',
] as const

export type MapNodeId = (typeof MAP_NODES)[number]

/**
 * How a node is known. `seen`: a record, header or certificate says so. `guess`: it only hints at it. `said`: the
 * team says so. `none`: looked for and not there. `unknown`: looked at, but nothing names it. `missing`: we could
 * not look. `asked`: invisible from outside.
 */
export const MAP_STATES = ['seen', 'guess', 'said', 'none', 'unknown', 'missing', 'asked'] as const

export type MapState = (typeof MAP_STATES)[number]

/** One piece of evidence as it is stored, of whatever version and outcome. `at` in milliseconds. */
export type MapRow = {
  key: string
  version: number
  status: 'ok' | 'absent' | 'error'
  value: unknown
  reason: string | null
  runId: string
  at: number
}

type Operator = { id: string; name: string }

/** What is publicly known about operators; handed in, so that this room needs no tables of names. */
export type OperatorNames = {
  /** The operator of a name server, where it is a well-known one. */
  dnsHost: (nameServer: string) => string | undefined
  /** Networks in front of a host, nearest to the visitor first. */
  edges: (
    host: Immutable<EdgeHost>,
  ) => (Operator & { kind: 'cdn' | 'platform'; confidence: 'confirmed' | 'likely' | 'hint'; signs: string[] })[]
  /** Who hosts at an address or hands out a name; networks in front are not hosts. */
  hostOfAddress: (address: string) => Operator | undefined
  hostOfAlias: (name: string) => Operator | undefined
  /** Who shows a parking page at an address. */
  parkingAt: (address: string) => string | undefined
  mailById: (id: string) => string | undefined
  mailByInclude: (name: string) => string | undefined
  /** The name somebody registered. */
  registrable: (name: string) => string
}

export type Correction = { text: string; by: string; at: number; fact: string | null }

export type MapView = {
  target: Target
  rows: readonly MapRow[]
  operators: OperatorNames
  corrections?: Partial<Record<MapNodeId, Correction>>
}

export type MapNode = {
  id: MapNodeId
  title: string
  state: MapState
  /** The answer in a few words; empty where there is none. */
  value: string
  /** The same as a sentence for people who read the map from top to bottom. */
  sentence: string
  /** Records and headers it was inferred from; text of others, cut. */
  because: string[]
  evidence: { key: string; runId: string; at: number } | null
  /** What a later map is compared with; null where nothing was known. Never shown. */
  fact: string | null
  correction: (Omit<Correction, 'fact'> & { outdated: boolean }) | null
}

export type MapLink = { from: MapNodeId | 'visitor' | 'inbox' | 'sender'; to: MapNodeId | 'inbox'; label: string }

/** `asOf` is the moment of the newest evidence used, in milliseconds. */
export type ProductionMap = { nodes: MapNode[]; links: MapLink[]; asOf: number | null }
