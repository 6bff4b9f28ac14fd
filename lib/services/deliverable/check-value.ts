import type { PartValue } from '../../contracts/deliverable'
import type { Ask, Value } from '../../deliverables/doc'
import { invalidField } from '../../errors'
import { maskSecrets } from '../../secrets/mask'

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/
/** Words that come before a credential in a header and are ordinary words elsewhere. */
const HEADER_WORDS = /\b(?:Bearer|Basic|Digest|Negotiate)\b/gi

const SECRET = 'This looks like a key or a password. Documents say where a secret is kept, never the secret.'

function holdsSecret(text: string): boolean {
  const plain = text.replace(HEADER_WORDS, '')
  return maskSecrets(plain) !== plain
}

function checkRows(ask: Extract<Ask, { form: 'rows' }>, rows: readonly string[][]): string[][] {
  const kept = rows.filter((row) => row.some((cell) => cell !== ''))
  if (kept.some((row) => row.length !== ask.columns.length))
    throw invalidField('value', 'Every row needs one cell for each column')
  ask.columns.forEach(({ label, kind }, column) => {
    if (kind !== 'name') return
    const wrong = kept.findIndex((row) => row[column] !== '' && !NAME.test(row[column] ?? ''))
    if (wrong >= 0)
      throw invalidField('value', `Row ${wrong + 1}, "${label}": write the name only, such as API_KEY, never its value`)
  })
  const secret = kept.findIndex((row) => row.some(holdsSecret))
  if (secret >= 0) throw invalidField('value', `Row ${secret + 1}: ${SECRET}`)
  return kept
}

/** What was written, as it is kept. Throws `invalid` for another shape than the part has, and for a secret. */
export function checkValue(ask: Ask, value: PartValue): Value {
  if (ask.form === 'rows') {
    if (typeof value === 'string') throw invalidField('value', 'This part is a table')
    return checkRows(ask, value)
  }
  if (typeof value !== 'string') throw invalidField('value', 'This part is text')
  if (holdsSecret(value)) throw invalidField('value', SECRET)
  return value
}
