/** Largest file kept as proof. */
export const PROOF_FILE_BYTES = 5 * 1024 * 1024

const TYPES = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
} as const

type Extension = keyof typeof TYPES
export type ProofFileType = (typeof TYPES)[Extension]

/** The endings a file chooser offers. */
export const PROOF_FILE_ACCEPT = Object.keys(TYPES)
  .map((extension) => `.${extension}`)
  .join(',')

export const PROOF_FILE_KINDS = 'PDF, PNG, JPG, TXT, MD or CSV'

const NAME_CHARACTERS = 120
// Control characters, path separators, what shells and systems reserve, and everything that reorders text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const UNSAFE = /[\u0000-\u001f\u007f-\u009f"*/:<>?\\|\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

/** A name that is one harmless word on every system: no path, no hidden or reordering character, 120 characters at most. */
export function safeFileName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(UNSAFE, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const characters = [...clean]
  if (characters.length <= NAME_CHARACTERS) return clean === '' ? 'proof' : clean
  const dot = clean.lastIndexOf('.')
  const ending = dot > 0 && clean.length - dot <= 6 ? clean.slice(dot) : ''
  return characters.slice(0, NAME_CHARACTERS - ending.length).join('') + ending
}

function extensionOf(name: string): Extension | undefined {
  const ending = /\.([a-z]{2,4})$/i.exec(name)?.[1]?.toLowerCase()
  return ending !== undefined && Object.hasOwn(TYPES, ending) ? toExtension(ending) : undefined
}

/** Only called with a key of the table. */
function toExtension(ending: string): Extension {
  return ending as Extension
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d]
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]

/** Whether bytes are UTF-8 text without control characters other than tab, line feed, form feed and carriage return. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function hasContentOf(type: ProofFileType, bytes: Uint8Array): boolean {
  switch (type) {
    case 'application/pdf':
      return startsWith(bytes, PDF)
    case 'image/png':
      return startsWith(bytes, PNG)
    case 'image/jpeg':
      return startsWith(bytes, JPEG)
    case 'text/plain':
    case 'text/markdown':
    case 'text/csv':
      return isText(bytes)
  }
}

export type Judged = { ok: true; type: ProofFileType } | { ok: false; reason: string }

/** Why a file cannot be kept by its name and size alone, in one sentence; undefined when nothing speaks against it. */
export function fileTrouble({ name, bytes }: { name: string; bytes: number }): string | undefined {
  if (extensionOf(name) === undefined) return `This kind of file cannot be kept. Use ${PROOF_FILE_KINDS}`
  if (bytes === 0) return 'The file is empty'
  return bytes > PROOF_FILE_BYTES ? 'Keep the file under 5 MB' : undefined
}

/** What a file is, by its first bytes; its name must agree. */
export function judgeProofFile({ name, bytes }: { name: string; bytes: Uint8Array }): Judged {
  const trouble = fileTrouble({ name, bytes: bytes.byteLength })
  const extension = extensionOf(name)
  if (trouble !== undefined || extension === undefined) return { ok: false, reason: trouble ?? '' }
  const type = TYPES[extension]
  if (hasContentOf(type, bytes)) return { ok: true, type }
  return { ok: false, reason: `The file is called .${extension}, but its content is something else` }
}
