import type { Target } from '../engine/target'
import type { DeliverableId, RoadmapId } from '../roadmaps/ids'
import type { ProjectState } from '../roadmaps/state'

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[]; ordered?: boolean }
  | { kind: 'table'; columns: string[]; rows: string[][] }
  | { kind: 'code'; title: string; lang: string; code: string }

/** A document made from what is known of a project. Nothing in it is trusted text: renderers escape it. */
export type Doc = {
  state: 'ready' | 'partial' | 'empty'
  /** What would complete it, as sentences. */
  missing: string[]
  blocks: Block[]
}

/** What documents are made from. */
export type DocView = {
  name: string
  domain: string
  roadmap: RoadmapId
  target: Target
  state: ProjectState
  /** Name of the owner of a finding, when it has one. */
  ownerOf: (fingerprint: string) => string | undefined
  /** Milliseconds. */
  now: number
}

export type DeliverableMaker = (view: DocView) => Doc

/** Which documents this version makes; the others come with the stages that fill them. */
export type Makers = Readonly<Partial<Record<DeliverableId, DeliverableMaker>>>

/** The state of a document from what it holds and lacks. */
export function docOf({ blocks, missing }: { blocks: Block[]; missing: string[] }): Doc {
  return { state: blocks.length === 0 ? 'empty' : missing.length === 0 ? 'ready' : 'partial', missing, blocks }
}
