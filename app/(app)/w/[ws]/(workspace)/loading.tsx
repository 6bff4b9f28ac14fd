import { ProjectListSkeleton } from '@/components/projects/project-list'
import { PageHeader } from '@/components/ui/section'

export default function Loading() {
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title="Projects" />
      <ProjectListSkeleton />
    </div>
  )
}
