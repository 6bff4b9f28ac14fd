'use client'

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatDay } from '@/lib/format/time'
import { EndLabel } from './end-label'
import type { TrendPoint } from './trend'

const HEIGHT = 200
const AXIS = { fontSize: 12, fill: 'var(--muted-foreground)' } as const

/** Launch blockers and all open findings over the audits; the table beside it says the same in words. */
export default function TrendChart({ points }: { points: readonly TrendPoint[] }) {
  const now = points.at(-1)?.at ?? 0
  const day = (at: number): string => formatDay({ at, now })
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <LineChart
        data={[...points]}
        margin={{ top: 8, right: 112, bottom: 8, left: 0 }}
        accessibilityLayer
        title="Launch blockers and open findings over time"
      >
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis dataKey="at" tickFormatter={day} interval="preserveStartEnd" tick={AXIS} stroke="var(--border)" />
        <YAxis allowDecimals={false} width={32} tickCount={4} tick={AXIS} stroke="var(--border)" />
        <Tooltip
          labelFormatter={(at) => day(Number(at))}
          contentStyle={{ background: 'var(--popover)', border: '1px solid var(--border)', borderRadius: 8 }}
        />
        <Line
          type="linear"
          dataKey="blockers"
          name="Launch blockers"
          stroke="var(--fail-fill)"
          strokeWidth={2}
          dot={{ r: 3 }}
          label={<EndLabel text="Launch blockers" last={points.length - 1} side="below" />}
          isAnimationActive={false}
        />
        <Line
          type="linear"
          dataKey="open"
          name="Open findings"
          stroke="var(--unknown-fill)"
          strokeWidth={2}
          strokeDasharray="6 3"
          dot={{ r: 3 }}
          label={<EndLabel text="Open findings" last={points.length - 1} side="above" />}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  )
}
