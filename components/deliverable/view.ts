import { derivedOf } from '@/components/data/derived'
import type { MemberDto } from '@/lib/contracts/member'
import type { ProjectStateDto } from '@/lib/contracts/project'
import type { DocView } from '@/lib/deliverables/doc'

/** What documents are made from, out of what the page knows. */
export function docViewOf(data: ProjectStateDto, members: readonly MemberDto[]): DocView {
  const people = new Map(members.map(({ id, name, email }) => [id, name ?? email]))
  const owners = new Map(
    data.decisions.triage.flatMap(({ fingerprint, ownerId }) => {
      const name = ownerId === null ? undefined : people.get(ownerId)
      return name === undefined ? [] : [[fingerprint, name] as const]
    }),
  )
  return {
    name: data.project.name,
    domain: data.project.target.domain,
    roadmap: data.project.roadmap,
    target: data.project.target,
    state: derivedOf(data),
    ownerOf: (fingerprint) => owners.get(fingerprint),
    now: Date.parse(data.now),
  }
}
