import { describe, expect, it } from 'vitest'
import { rank } from '@/components/palette/rank'
import type { MemberDto } from '@/lib/contracts/member'
import { assignable } from './assignable'

const member = (id: string, name: string | null): MemberDto => ({
  id,
  name,
  email: `${id}@acme.io`,
  role: 'member',
  joinedAt: '2026-01-01T00:00:00.000Z',
  lastSeenAt: null,
})
const workers = [member('cara', 'Cara'), member('ben', null), member('ana', 'Ana \u202eevil')]

describe('whom work can be given to', () => {
  it('begins with the person who looks, then goes by name', () => {
    const people = assignable({ workers, selfId: 'cara', ownerId: null })
    expect(people.map(({ ownerId }) => ownerId)).toEqual(['cara', 'ana', 'ben'])
    expect(people[0]?.note).toBe('You')
  })

  it('offers nobody last once somebody owns it', () => {
    const people = assignable({ workers, selfId: 'cara', ownerId: 'ben' })
    expect(people.at(-1)).toMatchObject({ ownerId: null, label: 'Nobody' })
    expect(people.find(({ ownerId }) => ownerId === 'ben')?.note).toBe('Owner now')
  })

  it('finds somebody by the address when there is no name', () => {
    const people = assignable({ workers, selfId: 'cara', ownerId: null })
    expect(rank(people, { typed: 'be', recent: [], most: 1 })[0]?.ownerId).toBe('ben')
  })

  it('writes out characters that turn a name around', () => {
    expect(assignable({ workers, selfId: undefined, ownerId: null })[0]?.label).toBe('Ana ⟨U+202E⟩evil')
  })
})
