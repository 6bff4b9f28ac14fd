import { Loading, Skeleton } from '@/components/ui/skeleton'

/** The boxes of the overview at their final size. */
export default function ProjectLoading() {
  return (
    <Loading label="Loading the project">
      <div className="flex flex-col gap-6">
        <Skeleton className="h-9 w-56" />
        <Skeleton className="h-36 w-full" />
        <Skeleton className="h-32 w-full max-sm:hidden" />
        <Skeleton className="h-64 w-full" />
      </div>
    </Loading>
  )
}
