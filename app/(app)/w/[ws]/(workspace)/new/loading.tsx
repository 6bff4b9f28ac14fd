import { Loading, Skeleton } from '@/components/ui/skeleton'

export default function NewProjectLoading() {
  return (
    <Loading label="Loading the form">
      <div className="mx-auto flex max-w-document flex-col gap-8">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="h-20 w-full" />
        <Skeleton className="h-28 w-full" />
      </div>
    </Loading>
  )
}
