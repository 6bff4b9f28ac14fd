import { derivedOf } from '@/components/data/derived'
import type { MemberDto } from '@/lib/contracts/member'
import type { ProjectStateDto } from '@/lib/contracts/project'
import type { DocView } from '@/lib/deliverables/doc'
import { docViewOf } from '@/lib/deliverables/view'

/** What documents are made from, out of what the page knows. */
export function viewOf(data: ProjectStateDto, members: readonly MemberDto[]): DocView {
  return docViewOf({
    project: data.project,
    state: derivedOf(data),
    triage: data.decisions.triage,
    members,
    written: [],
    now: Date.parse(data.now),
  })
}
