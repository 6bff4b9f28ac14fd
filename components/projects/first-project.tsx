'use client'

import { useRouter } from 'next/navigation'
import { ExampleSites } from '@/components/onboarding/example-sites'
import { NewProjectForm } from '@/components/onboarding/new-project-form'
import { Card } from '@/components/ui/card'
import type { ProjectDto } from '@/lib/contracts/project'
import type { RunDto } from '@/lib/contracts/run'
import type { ExampleSiteDto, WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'

type FirstProjectProps = { workspace: WorkspaceDto; examples: readonly ExampleSiteDto[]; allowTest: boolean }

/** What a workspace without projects shows: the one field, and the example sites where there are some. */
export function FirstProject({ workspace, examples, allowTest }: FirstProjectProps) {
  const router = useRouter()
  function handleStarted({ project, run }: { project: ProjectDto; run: RunDto }) {
    router.push(routes.run({ workspace: workspace.slug, project: project.id, run: run.id }))
  }
  return (
    <div className="flex max-w-document flex-col gap-8">
      <Card className="flex flex-col gap-4 p-6">
        <p className="text-base">No projects yet. Type a domain and get an answer in a minute.</p>
        <NewProjectForm workspaceId={workspace.id} allowTest={allowTest} onStarted={handleStarted} />
      </Card>
      <ExampleSites workspaceId={workspace.id} examples={examples} onStarted={handleStarted} />
    </div>
  )
}
