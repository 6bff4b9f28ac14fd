import { ApiError } from '@/components/data/api-error'
import type { Ask } from '@/lib/deliverables/doc'

const CELL = /^value\.(\d{1,4})\.(\d{1,3})$/

/** What is wrong with what was typed, as one sentence that names the cell; `undefined` for any other trouble. */
export function problemOfPart(error: unknown, ask: Ask): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  const found = error.invalidParams.find(({ name }) => name === 'value' || name.startsWith('value.'))
  if (found === undefined) return undefined
  const [, row, column] = CELL.exec(found.name) ?? []
  if (row === undefined || column === undefined || ask.form !== 'rows') return found.reason
  const label = ask.columns[Number(column)]?.label
  return `Row ${Number(row) + 1}${label === undefined ? '' : `, "${label}"`}: ${found.reason}`
}
