import { cache } from 'react'
import { contextIn } from '@/lib/auth/actor'
import { getActor } from '@/lib/auth/get-actor'
import { Id } from '@/lib/contracts/primitives'
import { AppError } from '@/lib/errors'
import { getAuthOptions } from '@/lib/services/account/get-auth-options'
import { getProject } from '@/lib/services/project/get-project'

const load = cache(async (slug: string, projectId: string) => {
  const actor = await getActor()
  const workspace = actor?.workspaces.find((candidate) => candidate.slug === slug)
  if (actor === undefined || workspace === undefined || !Id.safeParse(projectId).success) return undefined
  const context = contextIn(actor, { slug }, { requestId: crypto.randomUUID() })
  const [project, options] = await Promise.all([getProject(context, projectId), getAuthOptions()])
  return { actor, workspace, project, isLab: options.testNetwork }
})

/** What the frame and the title of a project page show; undefined where the page itself will say "not found". */
export async function projectForPage({ ws, project }: { ws: string; project: string }) {
  try {
    return await load(ws, project)
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
