import { z } from 'zod'
import { APPROVER_ROLES, HANDOVER_SECTIONS } from '../roadmaps/handover'
import { NOTE_CHARACTERS, ProofDto, ProofInput } from './attestation'
import { contract } from './contract'
import { Id, line, Moment, RoadmapId, Slug, text, Verdict } from './primitives'
import { PROOF_FILE_BYTES } from './proof-file'

const HANDOVER = '/projects/{projectId}/handover'
/** `row`: an item of the roadmap, one of the transfers, or the id of an own row. */
const ROW = `${HANDOVER}/rows/{row}` as const

export const HandoverSection = z.enum(HANDOVER_SECTIONS)
export const ApproverRole = z.enum(APPROVER_ROLES)

/** Why a row counts as done. */
const Tick = z.object({
  /** A person ticked it, a person confirmed it with proof, or checks measured it. */
  how: z.enum(['person', 'confirmation', 'evidence']),
  /** Null: measured. */
  by: z.string().nullable(),
  at: Moment,
  expiresAt: Moment.nullable(),
})

const Confirmation = z.object({ id: Id, by: z.string(), at: Moment, expiresAt: Moment.nullable(), proof: ProofDto })

export const HandoverRowDto = z.object({
  key: Slug,
  section: HandoverSection,
  /**
   * evidence: checks tick it, nobody else. confirm: a person confirms it with proof. approvers: the three names
   * confirm it. transfer, own: a plain tick.
   */
  kind: z.enum(['evidence', 'confirm', 'approvers', 'transfer', 'own']),
  text: z.string(),
  tick: Tick.nullable(),
  /** What it waits for, or what measured the opposite (`fail`). */
  waitsFor: z.array(z.object({ checkId: Slug, title: z.string(), verdict: Verdict })),
  /** The stage it belongs to; null for what no stage lists. */
  stageId: Slug.nullable(),
  /** The valid statement about the item, also where it does not suffice yet. */
  confirmation: Confirmation.nullable(),
  /** The wording a confirmation signs. */
  statementVersion: z.number().int().nullable(),
  owner: z.object({ id: Id, name: z.string() }).nullable(),
  dueOn: z.iso.date().nullable(),
  note: z.object({
    text: z.string(),
    /** 0: nobody wrote anything yet. */
    version: z.number().int(),
    by: z.string().nullable(),
    at: Moment.nullable(),
  }),
  /** Shown for a tick; the proof of a confirmation is in `confirmation`. */
  proof: ProofDto.nullable(),
  /** Transfers only. */
  transfer: z.object({ from: z.string(), to: z.string() }).nullable(),
})
export type HandoverRowDto = z.infer<typeof HandoverRowDto>

export const ApproverDto = z.object({
  role: ApproverRole,
  title: z.string(),
  /** Null: nobody is named yet. */
  name: z.string().nullable(),
  /** Null for a person outside the workspace. */
  userId: Id.nullable(),
  /** How to reach them. */
  reach: z.string().nullable(),
})
export type ApproverDto = z.infer<typeof ApproverDto>

export const HANDOVER_ACTIONS = [
  'ticked',
  'unticked',
  'confirmed',
  'withdrawn',
  'added',
  'renamed',
  'removed',
  'moved',
  'noted',
  'owner',
  'due',
  'proof',
  'transfer',
  'approver',
] as const

/** The newest change somebody can take back. */
export const HandoverChangeDto = z.object({
  id: Id,
  action: z.enum(HANDOVER_ACTIONS),
  key: Slug,
  /** The row or the approval it is about. */
  label: z.string(),
  by: z.string(),
  byId: Id.nullable(),
  at: Moment,
})
export type HandoverChangeDto = z.infer<typeof HandoverChangeDto>

export const HandoverDto = z.object({
  projectId: Id,
  roadmap: RoadmapId,
  now: Moment,
  ticked: z.number().int(),
  total: z.number().int(),
  sections: z.array(z.object({ id: HandoverSection, title: z.string(), rows: z.array(HandoverRowDto) })),
  approvers: z.array(ApproverDto),
  lastChange: HandoverChangeDto.nullable(),
})
export type HandoverDto = z.infer<typeof HandoverDto>

export const getHandover = contract({
  id: 'handover.get',
  method: 'GET',
  path: HANDOVER,
  can: 'project.read',
  summary: 'The handover checklist',
  response: HandoverDto,
  errors: ['not-found'],
})

export const addHandoverRow = contract({
  id: 'handover.add',
  method: 'POST',
  path: `${HANDOVER}/rows`,
  can: 'handover.update',
  summary: 'Add an own row to the handover checklist',
  body: z.strictObject({ section: HandoverSection, text: line(300) }),
  response: HandoverDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

/** A key left out keeps its value; null clears it. `text` is for own rows, `from` and `to` for transfers. */
export const changeHandoverRow = contract({
  id: 'handover.change',
  method: 'PATCH',
  path: ROW,
  can: 'handover.update',
  summary: 'Change owner, due day or words of a row',
  body: z.strictObject({
    text: line(300).optional(),
    ownerId: Id.nullable().optional(),
    dueOn: z.iso.date('Type a day as YYYY-MM-DD').nullable().optional(),
    from: text(200, { min: 0 }).optional(),
    to: text(200, { min: 0 }).optional(),
  }),
  response: HandoverDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

export const removeHandoverRow = contract({
  id: 'handover.remove',
  method: 'DELETE',
  path: ROW,
  can: 'handover.update',
  summary: 'Remove an own row',
  response: HandoverDto,
  errors: ['not-found'],
})

/**
 * Says that a row is done or not. Saying what is so already changes nothing. `at` is when the box was clicked,
 * where that was offline; somebody's later word wins over it.
 */
export const tickHandoverRow = contract({
  id: 'handover.tick',
  method: 'PUT',
  path: `${ROW}/tick`,
  can: 'handover.update',
  summary: 'Tick a row, or take the tick back',
  body: z.strictObject({ done: z.boolean(), at: Moment.optional() }),
  response: HandoverDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

/**
 * Saves a note that was written on top of `base`. Where somebody else saved in between, lines both left apart are
 * put together; where they touch, nothing is written and both texts come back.
 */
export const writeHandoverNote = contract({
  id: 'handover.note',
  method: 'PUT',
  path: `${ROW}/note`,
  can: 'handover.update',
  summary: 'Write the note of a row',
  body: z.strictObject({
    text: text(NOTE_CHARACTERS, { min: 0 }),
    base: z.strictObject({ version: z.number().int().min(0), text: z.string().max(NOTE_CHARACTERS * 4) }),
  }),
  response: z.object({
    outcome: z.enum(['saved', 'merged', 'conflict']),
    /** The text as it is kept now. */
    note: HandoverRowDto.shape.note,
    handover: HandoverDto,
  }),
  errors: ['invalid', 'not-found'],
  maxBodyBytes: 512 * 1024,
})

export const proveHandoverRow = contract({
  id: 'handover.proof',
  method: 'PUT',
  path: `${ROW}/proof`,
  can: 'handover.update',
  summary: 'Show what proves a tick, or take that away',
  body: z.strictObject({ proof: ProofInput.nullable() }),
  response: HandoverDto,
  errors: ['invalid', 'not-found', 'conflict', 'limit', 'too-large'],
  maxBodyBytes: Math.ceil(PROOF_FILE_BYTES / 3) * 4 + 16 * 1024,
})

/** The bytes as they were sent, always as a download. */
export const getHandoverFile = contract({
  id: 'handover.file',
  method: 'GET',
  path: `${ROW}/proof`,
  can: 'project.read',
  summary: 'Download the file that proves a tick',
  response: z.string(),
  errors: ['not-found'],
})

/** Moves an own row right behind another own row of its section; null moves it to the top of them. */
export const moveHandoverRow = contract({
  id: 'handover.move',
  method: 'POST',
  path: `${ROW}/place`,
  can: 'handover.update',
  summary: 'Move an own row',
  body: z.strictObject({ after: Id.nullable() }),
  status: 200,
  response: HandoverDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

/** Names who approves one kind of change; null clears the place. Without `userId` it is somebody outside. */
export const nameApprover = contract({
  id: 'handover.approver',
  method: 'PUT',
  path: `${HANDOVER}/approvers/{approver}`,
  can: 'handover.update',
  summary: 'Name who approves DNS edits, secret rotation or rollback',
  body: z.strictObject({
    person: z
      .union(
        [
          z.strictObject({ userId: Id, reach: text(200, { min: 0 }).optional() }),
          z.strictObject({ name: line(120), reach: text(200, { min: 0 }).optional() }),
        ],
        'Choose a member, or type a name of up to 120 characters',
      )
      .nullable(),
  }),
  response: HandoverDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

/** Takes the newest change back; a conflict when there is a newer one by now. */
export const undoHandoverChange = contract({
  id: 'handover.undo',
  method: 'POST',
  path: `${HANDOVER}/undo`,
  can: 'handover.update',
  summary: 'Take the last change of the checklist back',
  body: z.strictObject({ changeId: Id }),
  status: 200,
  response: HandoverDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

export const PersonHereDto = z.object({
  userId: Id,
  name: z.string(),
  /** The row whose note or words this person is writing. */
  editing: Slug.nullable(),
})

/** Says that a tab looks at the checklist, and answers who else does. A tab that says nothing for 25 s has left. */
export const beHere = contract({
  id: 'handover.presence',
  method: 'POST',
  path: `${HANDOVER}/presence`,
  can: 'project.read',
  summary: 'Say that you look at the checklist; answers who does',
  body: z.strictObject({ tab: Id, editing: Slug.nullable(), leaving: z.boolean().default(false) }),
  status: 200,
  response: z.object({ people: z.array(PersonHereDto) }),
  errors: ['invalid', 'not-found'],
})
export type PersonHere = z.infer<typeof PersonHereDto>
