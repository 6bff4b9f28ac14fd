'use client'

import { type FocusEvent, useState } from 'react'

/**
 * The order to show rows in: the given one, but while a row has the focus its order is held and
 * newcomers go to the end, so nothing moves under the reader.
 */
export function useHeldOrder(ids: readonly string[]) {
  const [held, setHeld] = useState<readonly string[]>()
  const present = new Set(ids)
  const order =
    held === undefined ? ids : [...held.filter((id) => present.has(id)), ...ids.filter((id) => !held.includes(id))]
  return {
    order,
    handlers: {
      onFocus: () => setHeld((current) => current ?? ids),
      onBlur: (event: FocusEvent<HTMLElement>) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setHeld(undefined)
      },
    },
  }
}
