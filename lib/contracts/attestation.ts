import { z } from 'zod'
import { contract } from './contract'
import { Id, Moment, Slug } from './primitives'
import { PROOF_FILE_BYTES } from './proof-file'

/** Longest note, in characters. */
export const NOTE_CHARACTERS = 10_000

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const HIDDEN_CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

/** Whether a note holds a control character other than a line break or a tab. */
export function hasHiddenControl(text: string): boolean {
  return HIDDEN_CONTROL.test(text) || !text.isWellFormed()
}

/** The note without the control characters it cannot keep. */
export function withoutHiddenControl(text: string): string {
  return [...text.toWellFormed()].filter((character) => !HIDDEN_CONTROL.test(character)).join('')
}

const Note = z
  .string()
  .max(NOTE_CHARACTERS * 4)
  .transform((text) => text.replaceAll('\r\n', '\n').normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, 'Write what proves it, or choose another kind of proof')
      .max(NOTE_CHARACTERS, `Keep the note under ${NOTE_CHARACTERS.toLocaleString('en')} characters`)
      .refine((text) => !hasHiddenControl(text), 'The note holds hidden control characters that cannot be kept'),
  )

const ProofLink = z
  .string()
  .trim()
  .max(2048, 'Keep the link under 2,048 characters')
  .transform((typed, context) => {
    const url = URL.parse(typed)
    const reason =
      url === null
        ? 'Type a full address that begins with https://'
        : url.protocol !== 'https:'
          ? 'Only links that begin with https:// can be kept'
          : url.username !== '' || url.password !== ''
            ? 'Leave the user name and password out of the link'
            : undefined
    if (url !== null && reason === undefined) return url.href
    context.addIssue({ code: 'custom', message: reason ?? '' })
    return z.NEVER
  })

/** Base64 needs four characters for three bytes. */
const ENCODED_CHARACTERS = Math.ceil(PROOF_FILE_BYTES / 3) * 4

/** What somebody shows for a statement. The bytes of a file travel as base64. */
export const ProofInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('link'), url: ProofLink }),
  z.strictObject({ kind: z.literal('note'), text: Note }),
  z.strictObject({
    kind: z.literal('file'),
    name: z.string().min(1, 'The file needs a name').max(1000),
    content: z.string().max(ENCODED_CHARACTERS, 'Keep the file under 5 MB'),
  }),
])
export type ProofInput = z.infer<typeof ProofInput>

export const ProofDto = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('link'), url: z.string() }),
  z.object({ kind: z.literal('note'), text: z.string() }),
  z.object({ kind: z.literal('file'), name: z.string(), type: z.string(), bytes: z.number().int() }),
])
export type ProofDto = z.infer<typeof ProofDto>

/** One entry in the history of an item's confirmations; entries are added, never changed. */
export const AttestationDto = z.object({
  id: Id,
  itemId: Slug,
  statementVersion: z.number().int(),
  answer: z.enum(['confirmed', 'withdrawn']),
  /** Null where a confirmation was taken back. */
  proof: ProofDto.nullable(),
  by: z.string(),
  at: Moment,
  /** Null: it counts until it is taken back. */
  expiresAt: Moment.nullable(),
})
export type AttestationDto = z.infer<typeof AttestationDto>

/** Without `itemId` the newest entry of each item, with it the last 100 of that item, newest first. */
export const listAttestations = contract({
  id: 'attestation.list',
  method: 'GET',
  path: '/projects/{projectId}/confirmations',
  can: 'project.read',
  summary: 'What people confirmed about a project, with the proof',
  query: z.strictObject({ itemId: Slug.optional() }),
  response: z.object({ items: z.array(AttestationDto) }),
  errors: ['not-found'],
})

/** `statementVersion` is the wording that was read; another one now is a conflict. */
export const confirmItem = contract({
  id: 'attestation.confirm',
  method: 'POST',
  path: '/projects/{projectId}/items/{itemId}/confirmations',
  can: 'item.confirm',
  summary: 'Confirm a requirement, with proof',
  body: z.strictObject({ statementVersion: z.number().int(), proof: ProofInput }),
  response: AttestationDto,
  errors: ['invalid', 'not-found', 'conflict', 'limit', 'too-large'],
  maxBodyBytes: ENCODED_CHARACTERS + 16 * 1024,
})

/** Takes back exactly the confirmation that was seen; a newer one by somebody else is a conflict. */
export const withdrawConfirmation = contract({
  id: 'attestation.withdraw',
  method: 'DELETE',
  path: '/projects/{projectId}/items/{itemId}/confirmations',
  can: 'item.confirm',
  summary: 'Take a confirmation back',
  body: z.strictObject({ confirmationId: Id }),
  response: AttestationDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

/** The bytes as they were sent, always as a download. */
export const getProofFile = contract({
  id: 'attestation.file',
  method: 'GET',
  path: '/projects/{projectId}/confirmations/{confirmationId}/file',
  can: 'project.read',
  summary: 'Download the file that proves a confirmation',
  response: z.string(),
  errors: ['not-found'],
})
