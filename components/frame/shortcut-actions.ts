const ROWS = '#main [data-row]'
const LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

/** Whether a key belongs to a field or an open layer and not to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('input:not([type="radio"], [type="checkbox"]), textarea, select') !== null) return true
  return target.isContentEditable || document.querySelector(LAYERS) !== null
}

function visibleRows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(ROWS)].filter((row) => row.checkVisibility())
}

/** Moves the focus to the next or previous row of the page. False when the page has no rows. */
export function focusRow(step: 1 | -1): boolean {
  const rows = visibleRows()
  if (rows.length === 0) return false
  const current = rows.findIndex((row) => row.contains(document.activeElement))
  const next =
    current === -1 ? (step === 1 ? 0 : rows.length - 1) : Math.min(Math.max(current + step, 0), rows.length - 1)
  const row = rows[next]
  const target =
    row?.matches('a, button, summary') === true ? row : row?.querySelector<HTMLElement>('a, button, summary')
  target?.focus()
  return true
}

/** Presses a control: the one in the focused row, or the first one of the page. False when there is none. */
export function clickNear(selector: string): boolean {
  const row = document.activeElement?.closest('[data-row]')
  const inRow = row?.querySelector<HTMLElement>(selector)
  const onPage = [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.checkVisibility())
  const control = inRow ?? onPage
  if (control === undefined) return false
  control.click()
  return true
}

/** Presses a control of the focused row. False when no row has the focus or it has no such control. */
export function clickInRow(selector: string): boolean {
  const control = document.activeElement?.closest('[data-row]')?.querySelector<HTMLElement>(selector)
  control?.click()
  return control !== null && control !== undefined
}
