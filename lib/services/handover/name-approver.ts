import type { Context } from '../../auth/actor'
import type { HandoverDto } from '../../contracts/handover'
import { notifyProject } from '../../db/notify'
import { invalidField, notFound } from '../../errors'
import { APPROVER_ROLES, type ApproverRole, approverRoles } from '../../roadmaps/handover'
import { maskSecrets } from '../../secrets/mask'
import { recheck } from '../input/internal'
import { projectInWorkspace } from '../project/internal'
import { approversOf } from './approvers'
import { type Change, changeHandover, type Scene, type Values } from './change'
import { namedLine, settleApprovers } from './settle'

type Person = { userId: string; reach?: string | undefined } | { name: string; reach?: string | undefined }
export type Named = { name: string; userId: string | null; reach: string }

/** The key under which a change of one approver is kept. */
export const approverKey = (role: ApproverRole): string => `approver-${role}`

/** A person as they are kept. Throws `invalid` for somebody who is no member. */
async function personOf({ tx, context }: Scene, person: Person): Promise<Named> {
  const reach = maskSecrets(person.reach ?? '')
  if ('name' in person) return { name: person.name, userId: null, reach }
  const member = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId: context.workspaceId, userId: person.userId } },
    select: { user: { select: { name: true, email: true } } },
  })
  if (member === null) throw invalidField('person', 'This person is not a member of the workspace any more')
  return { name: (member.user.name ?? member.user.email).slice(0, 120), userId: person.userId, reach }
}

/** The DNS approver is a fact of the project, which its domain map names as well. */
async function writeDnsApprover({ tx, place, project }: Scene, name: string | null): Promise<void> {
  const { dnsApprover: _, ...profile } = project.target.profile
  await tx.project.updateMany({
    where: { workspaceId: place.workspaceId, id: place.projectId },
    data: { profile: name === null ? { ...profile } : { ...profile, dnsApprover: name } },
  })
  await notifyProject(tx, { projectId: place.projectId })
}

/** Writes who approves one kind of change, and the confirmation that follows from it. Answers the id of its entry. */
export async function writeApprover(
  scene: Scene,
  role: ApproverRole,
  named: Named | null,
): Promise<string | undefined> {
  const { tx, context, place } = scene
  const before = await namedLine(scene)
  await tx.handoverApprover.deleteMany({ where: { ...place, role } })
  if (named !== null) await tx.handoverApprover.create({ data: { ...place, role, ...named } })
  if (role === 'dns') await writeDnsApprover(scene, named?.name ?? null)
  const project = await projectInWorkspace(tx, context, place.projectId)
  return settleApprovers({ ...scene, project }, { before })
}

const valuesOf = (named: Named | null): Values => ({
  name: named?.name ?? null,
  userId: named?.userId ?? null,
  reach: named?.reach ?? null,
})

async function change(scene: Scene, role: ApproverRole, person: Person | null): Promise<Change | undefined> {
  const known = (await approversOf(scene.tx, scene.place, scene.project)).find((entry) => entry.role === role)
  const before = known?.name == null ? null : { name: known.name, userId: known.userId, reach: known.reach ?? '' }
  const after = person === null ? null : await personOf(scene, person)
  if (JSON.stringify(valuesOf(before)) === JSON.stringify(valuesOf(after))) return undefined
  const attestationId = await writeApprover(scene, role, after)
  return {
    key: approverKey(role),
    action: 'approver',
    label: approverRoles[role],
    before: valuesOf(before),
    after: valuesOf(after),
    ...(attestationId === undefined ? {} : { attestationId }),
  }
}

/**
 * Names who approves one kind of change; null clears the place. The third name confirms that the approvers are
 * named, a missing one takes that back. Throws `invalid` for somebody who is no member, `not-found` for an approval that does not exist.
 */
export async function nameApprover(
  context: Context,
  { projectId, approver, person }: { projectId: string; approver: string; person: Person | null },
): Promise<HandoverDto> {
  const role = APPROVER_ROLES.find((known) => known === approver)
  if (role === undefined) throw notFound()
  let isNew = false
  const handover = await changeHandover(context, projectId, async (scene) => {
    const made = await change(scene, role, person)
    isNew = role === 'dns' && made !== undefined && made.before.name !== made.after.name
    return made
  })
  if (isNew) await recheck(context, projectId, 'domain-map')
  return handover
}
