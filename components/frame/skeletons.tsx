import { Loading, Skeleton } from '@/components/ui/skeleton'

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f']

/** The boxes of the overview at their final size. */
export function OverviewSkeleton() {
  return (
    <Loading label="Loading the project">
      <div className="flex flex-col gap-4 sm:gap-6">
        <Skeleton className="h-7 w-56 sm:h-9" />
        <Skeleton className="h-52 w-full sm:h-40" />
        <Skeleton className="h-40 w-full max-sm:hidden" />
        <Skeleton className="h-72 w-full" />
      </div>
    </Loading>
  )
}

/** A title and the groups below it. */
export function StageSkeleton() {
  return (
    <Loading label="Loading the stage">
      <div className="flex flex-col gap-6">
        <Skeleton className="h-24 w-full max-w-document" />
        <div className="flex flex-col gap-px">
          {ROWS.map((row) => (
            <Skeleton key={row} className="h-14 w-full" />
          ))}
        </div>
      </div>
    </Loading>
  )
}

/** A title, why it matters, and what was seen. */
export function CheckSkeleton() {
  return (
    <Loading label="Loading the check">
      <div className="flex flex-col gap-6">
        <Skeleton className="h-24 w-full" />
        <Skeleton className="h-16 w-full max-w-document" />
        <Skeleton className="h-80 w-full" />
      </div>
    </Loading>
  )
}

/** The head of a run, its areas and its first results. */
export function RunSkeleton() {
  return (
    <Loading label="Loading the run">
      <div className="flex flex-col gap-6">
        <Skeleton className="h-36 w-full" />
        <Skeleton className="h-24 w-full" />
        <Skeleton className="h-80 w-full" />
      </div>
    </Loading>
  )
}

export function SettingsSkeleton() {
  return (
    <Loading label="Loading the settings">
      <div className="flex max-w-document flex-col gap-8">
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-72 w-full" />
        <Skeleton className="h-56 w-full" />
      </div>
    </Loading>
  )
}
