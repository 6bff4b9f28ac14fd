import type { Target } from '../engine/target'
import type { DeliverableId, RoadmapId } from '../roadmaps/ids'
import type { ProjectState } from '../roadmaps/state'

export type Block =
  /** Level 2 names a part, level 3 something inside of it. */
  | { kind: 'heading'; text: string; level?: 2 | 3 }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[]; ordered?: boolean }
  | { kind: 'table'; columns: string[]; rows: string[][] }
  | { kind: 'code'; title: string; lang: string; code: string }

/** Where something that is missing can be answered. */
export type Where =
  | { kind: 'run' }
  | { kind: 'blockers' }
  | { kind: 'settings' }
  | { kind: 'check'; id: string }
  /** A question or a statement of "Help us prove it". */
  | { kind: 'question'; id: string }
  /** A part of this document that a person writes. */
  | { kind: 'part'; id: string }
  | { kind: 'document'; id: DeliverableId }
  /** The handover checklist. */
  | { kind: 'handover' }

/** One thing that would complete a document, as a sentence. */
export type Missing = { text: string; at: Where }

/** What a person wrote: text of several lines, or the rows of a table in the order of its columns. */
export type Value = string | string[][]

/** `at` in milliseconds. Version 1 is the first that was kept. */
export type Written = { value: Value; version: number; by: string; at: number }

export type Column = {
  label: string
  /** `name`: the name of a variable; a value behind it is refused. */
  kind?: 'name'
  /** A row without it is not finished. */
  needed?: true
}

/** A part that a person writes, and the question it answers. */
export type Ask = {
  id: string
  title: string
  question: string
  /** Left out of the count: a document is complete without it. */
  optional?: true
} & ({ form: 'text' } | { form: 'rows'; columns: readonly Column[] })

/** What a person is asked, what stands there now, and what could stand there. */
export type Asked = { ask: Ask; written: Written | undefined; suggestion: Value | undefined }

/**
 * One part of a document. `later`: something that is not in this version will fill it, so nobody can; it is outside
 * of the count like `extra`, which nobody has to write.
 */
export type Part = {
  id: string
  title: string
  state: 'filled' | 'open' | 'later' | 'extra'
  blocks: Block[]
  missing: Missing[]
  /** Only where a person writes it. */
  asked?: Asked
}

/** A document made from what is known of a project. Nothing in it is trusted text: renderers escape it. */
export type Doc = {
  state: 'ready' | 'partial' | 'empty'
  /** Parts with nothing missing, of those that count. */
  filled: number
  total: number
  /** What would complete it. */
  missing: Missing[]
  parts: Part[]
  /** All parts as one text, each under its heading. */
  blocks: Block[]
}

export type AllWritten = Readonly<Partial<Record<DeliverableId, Readonly<Record<string, Written>>>>>

/** The handover checklist as documents show it. `done`: who or what ticked a row; null while it is open. */
export type Checklist = {
  sections: { title: string; rows: { text: string; done: string | null; owner: string | null }[] }[]
  /** What changes hands; the names are empty until somebody wrote them down. */
  transfers: { what: string; from: string; to: string; done: string | null }[]
  /** `who` is null until somebody is named. */
  approvers: { what: string; who: string | null; reach: string | null }[]
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
  /** What people wrote, by document and part. */
  written: AllWritten
  /** Absent where the checklist could not be read. */
  checklist?: Checklist | undefined
  /** Milliseconds. */
  now: number
}

/** A part as its maker gives it: made from what is known, or the place of something a person writes. */
export type Given =
  | { id: string; title: string; blocks: Block[]; missing?: Missing[]; later?: string }
  | { ask: string; suggestion?: Value | undefined }

export type DocumentMaker = { asks: readonly Ask[]; parts: (view: DocView) => Given[] }

/** Every document of both roadmaps. */
export type Makers = Readonly<Record<DeliverableId, DocumentMaker>>
