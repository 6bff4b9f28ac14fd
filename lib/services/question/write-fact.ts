import type { Context } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import type { Transaction } from '../../db/client'
import { projectInWorkspace } from '../project/internal'
import { writeHosts, writeSending, writeUrls } from '../project/put-parts'
import { audit } from '../transaction'
import { factChange, factQuestion, factRemoval, type TargetChange } from './facts'

type Place = { projectId: string; question: string }

async function write(tx: Transaction, place: { workspaceId: string; projectId: string }, change: TargetChange) {
  if (change.hosts !== undefined) await writeHosts(tx, place, change.hosts)
  if (change.urls !== undefined) await writeUrls(tx, place, change.urls)
  if (change.sending !== undefined) await writeSending(tx, place, change.sending)
  await tx.project.updateMany({
    where: { workspaceId: place.workspaceId, id: place.projectId },
    data: { ...(change.profile === undefined ? {} : { profile: { ...change.profile } }), updatedAt: new Date() },
  })
}

/** A query may carry a token; the log keeps where an address leads, not what it says. */
function described({ target }: ProjectDto) {
  return {
    hosts: target.hosts.map(({ name, role, owner = '' }) => ({ name, role, owner })),
    urls: target.urls.map(({ url, purpose }) => ({ url: new URL(url).origin + new URL(url).pathname, purpose })),
    sending: target.sending.map(({ domain, provider = '' }) => ({ domain, provider })),
    profile: { ...target.profile },
  }
}

async function apply(
  tx: Transaction,
  context: Context,
  { projectId, question, make }: Place & { make: (before: ProjectDto) => TargetChange },
): Promise<void> {
  const { workspaceId } = context
  // Two answers at once: each sees what the other made of the target.
  await tx.$queryRaw`
    select 1 from project where workspace_id = ${workspaceId}::uuid and id = ${projectId}::uuid for update`
  const before = await projectInWorkspace(tx, context, projectId)
  const change = make(before)
  const parts = new Set(Object.keys(change))
  if (parts.size === 0) return
  await write(tx, { workspaceId, projectId }, change)
  const after = await projectInWorkspace(tx, context, projectId)
  const touched = (project: ProjectDto) =>
    Object.fromEntries(Object.entries(described(project)).filter(([part]) => parts.has(part)))
  await audit(tx, context, {
    action: 'project.answered',
    target: { kind: 'project', id: projectId },
    change: { before: { question, ...touched(before) }, after: { question, ...touched(after) } },
  })
}

/** Makes an answer part of the target, in the transaction that keeps the answer. Other questions are no facts: nothing happens. */
export async function writeFact(
  tx: Transaction,
  context: Context,
  { value, ...place }: Place & { value: unknown },
): Promise<void> {
  const asked = factQuestion(place.question)
  if (asked === undefined) return
  await apply(tx, context, { ...place, make: ({ target }) => factChange(asked, target, value) })
}

/** Takes the fact out of the target again, in the transaction that forgets the answer. */
export async function forgetFact(tx: Transaction, context: Context, place: Place): Promise<boolean> {
  const asked = factQuestion(place.question)
  if (asked === undefined) return false
  let isChange = false
  await apply(tx, context, {
    ...place,
    make: ({ target }) => {
      const change = factRemoval(asked, target)
      isChange = Object.entries(change).some(
        ([part, now]) => JSON.stringify(Reflect.get(target, part)) !== JSON.stringify(now),
      )
      return isChange ? change : {}
    },
  })
  return isChange
}
