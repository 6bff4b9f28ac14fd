'use client'

import { useState } from 'react'
import { ProjectEvents } from '@/components/data/project-events'
import { PlaceProvider } from '@/components/frame/place'
import { RunView } from '@/components/run/run-view'
import type { ProjectDto } from '@/lib/contracts/project'
import type { RunDto } from '@/lib/contracts/run'
import type { ExampleSiteDto, WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'
import { ExampleSites } from './example-sites'
import { NewProjectForm } from './new-project-form'

type OnboardingProps = { workspace: WorkspaceDto; examples: readonly ExampleSiteDto[]; allowTest: boolean }
type Started = { project: ProjectDto; run: RunDto }

/** One field; after Start the run shows in the same place, under the address of its own page, so a reload finds it. */
export function Onboarding({ workspace, examples, allowTest }: OnboardingProps) {
  const [started, setStarted] = useState<Started>()
  function handleStarted(next: Started) {
    setStarted(next)
    const address = routes.run({ workspace: workspace.slug, project: next.project.id, run: next.run.id })
    window.history.replaceState(null, '', address)
  }
  if (started !== undefined) {
    return (
      <PlaceProvider
        place={{ workspace: workspace.slug, project: started.project.id, canRun: true, workspaceId: workspace.id }}
      >
        <ProjectEvents projectId={started.project.id}>
          <RunView runId={started.run.id} />
        </ProjectEvents>
      </PlaceProvider>
    )
  }
  return (
    <div className="mx-auto flex w-full max-w-document flex-col gap-8">
      <h1 className="font-semibold text-title">New project</h1>
      <NewProjectForm workspaceId={workspace.id} allowTest={allowTest} onStarted={handleStarted} />
      <ExampleSites workspaceId={workspace.id} examples={examples} onStarted={handleStarted} />
    </div>
  )
}
