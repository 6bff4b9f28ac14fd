'use client'

import { formatExact, formatRelative } from '@/lib/format/time'
import { useNow } from './clock'
import { Tooltip } from './tooltip'

/** How long ago, with the exact moment on hover and focus. */
export function Ago({ at, className }: { at: string | number; className?: string }) {
  const now = useNow()
  const moment = typeof at === 'number' ? at : Date.parse(at)
  return (
    <Tooltip text={formatExact(moment)}>
      <time
        dateTime={new Date(moment).toISOString()}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable without a mouse.
        tabIndex={0}
        className={`focus-ring rounded-sm ${className ?? ''}`}
      >
        {formatRelative({ at: moment, now })}
      </time>
    </Tooltip>
  )
}
