import { mapNodeTitle } from './production-map'
import { MAP_NODES, type MapNode, type MapNodeId } from './types'

/** What a person confirmed: the fact of each node, and the words that stood there. */
export type ConfirmedMap = Partial<Record<MapNodeId, { fact: string | null; value: string }>>

/** The map as it is kept when somebody confirms it. */
export function confirmedMap(nodes: readonly MapNode[]): ConfirmedMap {
  return Object.fromEntries(
    nodes.map(({ id, fact, value, sentence }) => [id, { fact, value: value === '' ? sentence : value }]),
  )
}

export type MapChange = { node: MapNodeId; text: string }

/**
 * What is different now from what was confirmed, as sentences. A node that could not be read, then or now, is no
 * change: not knowing says nothing about what happened.
 */
export function changesSinceConfirmed(confirmed: ConfirmedMap, nodes: readonly MapNode[]): MapChange[] {
  const now = new Map(nodes.map((node) => [node.id, node]))
  const changed = nodes.flatMap((node): MapChange[] => {
    const before = confirmed[node.id]
    if (before === undefined)
      return node.fact === null
        ? []
        : [{ node: node.id, text: `${node.title} was added: ${node.value || node.sentence}` }]
    if (before.fact === null || node.fact === null || before.fact === node.fact) return []
    return [
      {
        node: node.id,
        text: `${node.title} changed: ${before.value} → ${node.value === '' ? node.sentence : node.value}`,
      },
    ]
  })
  const gone = Object.entries(confirmed).flatMap(([id, before]): MapChange[] => {
    const node = isNodeId(id) && !now.has(id) && before?.fact != null ? id : undefined
    return node === undefined ? [] : [{ node, text: `${mapNodeTitle(node)} is no longer part of the map` }]
  })
  return [...changed, ...gone]
}

function isNodeId(id: string): id is MapNodeId {
  return MAP_NODES.some((node) => node === id)
}
