'use client'

import { formatExact, formatRelative, formatUntil } from '@/lib/format/time'
import { useNow } from './clock'
import { Tooltip } from './tooltip'

type MomentProps = { at: string | number; className?: string }

/** How long ago, with the exact moment on hover and focus. */
export function Ago({ at, className }: MomentProps) {
  return <Relative at={at} className={className} words={formatRelative} />
}

/** How long from now, with the exact moment on hover and focus. */
export function Until({ at, className }: MomentProps) {
  return <Relative at={at} className={className} words={formatUntil} />
}

type RelativeProps = {
  at: string | number
  className: string | undefined
  words: (times: { at: number; now: number }) => string
}

function Relative({ at, className, words }: RelativeProps) {
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
        {words({ at: moment, now })}
      </time>
    </Tooltip>
  )
}
