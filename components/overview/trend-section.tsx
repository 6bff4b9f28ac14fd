'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { runsOptions } from '@/components/data/options'
import { Card } from '@/components/ui/card'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useSeen } from '@/components/ui/use-seen'
import { formatExact } from '@/lib/format/time'
import { TREND_RUNS, type TrendPoint, trendOf, trendSentence } from './trend'

// The chart library is large and only matters once there is something to compare.
const TrendChart = dynamic(() => import('./trend-chart'), {
  ssr: false,
  loading: () => <Skeleton className="h-50 w-full" />,
})

/** How the number of blockers moved over the last audits; absent until there are two of them. */
export function TrendSection({ projectId }: { projectId: string }) {
  const { data } = useQuery(runsOptions({ projectId, limit: TREND_RUNS }))
  const { seen, ref } = useSeen()
  const points = trendOf(data?.items ?? [])
  if (points.length < 2) return null
  return (
    <Section aria-labelledby="trend-title">
      <SectionHeader>
        <SectionTitle id="trend-title">{trendSentence(points)}</SectionTitle>
        <p className="text-muted-foreground text-xs">Launch blockers and open findings, audit by audit</p>
      </SectionHeader>
      <Card className="flex flex-col gap-3">
        <div ref={ref} className="h-50">
          {seen ? <TrendChart points={points} /> : null}
        </div>
        <TrendTable points={points} />
      </Card>
    </Section>
  )
}

function TrendTable({ points }: { points: readonly TrendPoint[] }) {
  return (
    <details>
      <summary className="link focus-ring w-fit cursor-pointer rounded-sm py-1 text-xs">View as table</summary>
      <table className="mt-2 w-full text-left text-xs tabular-nums">
        <thead>
          <tr>
            <th scope="col">Audit</th>
            <th scope="col" className="text-right">
              Launch blockers
            </th>
            <th scope="col" className="text-right">
              Open findings
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.runId}>
              <th scope="row" className="font-normal">
                {formatExact(point.at)}
              </th>
              <td className="text-right">{point.blockers}</td>
              <td className="text-right">{point.open}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
