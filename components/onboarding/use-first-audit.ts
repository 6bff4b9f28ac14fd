'use client'

import { useState } from 'react'
import { useCreateProject, useStartRun } from '@/components/data/hooks'
import type { BodyOf } from '@/lib/contracts/contract'
import type { createProject, ProjectDto } from '@/lib/contracts/project'
import type { RunDto } from '@/lib/contracts/run'

type NewProject = BodyOf<typeof createProject>

export type FirstAudit = {
  start: (body: NewProject) => Promise<{ project: ProjectDto; run: RunDto }>
  isPending: boolean
}

/** Adds a project and starts its first audit. A project that exists already from a try before is not added twice. */
export function useFirstAudit(workspaceId: string): FirstAudit {
  const creator = useCreateProject(workspaceId)
  const starter = useStartRun()
  const [made, setMade] = useState<{ body: string; project: ProjectDto }>()
  async function start(body: NewProject) {
    const signature = JSON.stringify(body)
    const project = made?.body === signature ? made.project : await creator.mutateAsync(body)
    setMade({ body: signature, project })
    const run = await starter.mutateAsync({ projectId: project.id, scope: { kind: 'full' } })
    return { project, run }
  }
  return { start, isPending: creator.isPending || starter.isPending }
}
