import type { MemberDto } from '@/lib/contracts/member'
import { visibleText } from '@/lib/format/visible-text'

export type Assignable = {
  id: string
  group: string
  label: string
  words: string
  note: string | undefined
  /** Null: nobody. */
  ownerId: string | null
}

type Input = { workers: readonly MemberDto[]; selfId: string | undefined; ownerId: string | null }

/** Whom a finding can be given to: the person who looks first, then everybody by name, nobody last. */
export function assignable({ workers, selfId, ownerId }: Input): Assignable[] {
  const names = new Intl.Collator('en')
  const people = workers
    .map(({ id, name, email }) => ({
      id,
      group: 'People',
      label: visibleText(name ?? email),
      words: email,
      note: id === ownerId ? 'Owner now' : id === selfId ? 'You' : undefined,
      ownerId: id,
    }))
    .sort(
      (left, right) =>
        Number(right.id === selfId) - Number(left.id === selfId) || names.compare(left.label, right.label),
    )
  if (ownerId === null) return people
  return [
    ...people,
    { id: 'nobody', group: 'People', label: 'Nobody', words: 'none unassign', note: undefined, ownerId: null },
  ]
}
