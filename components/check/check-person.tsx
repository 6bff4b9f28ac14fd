'use client'

import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { PersonLine } from '@/components/stage/person-line'
import { Button } from '@/components/ui/button'
import { placeOfCheck, proveId } from '@/lib/roadmaps/prove-place'
import type { CheckState, ProjectState } from '@/lib/roadmaps/state'
import { routes } from '@/lib/routes'

/** Whether a person's word could count for this check, or does. */
function takesWord({ verdict, meta, confirmed }: CheckState): boolean {
  return confirmed !== undefined || (verdict === 'unknown' && meta?.confirmable === true)
}

/** What a person can do about a check that is not proven, and what somebody said already. */
export function CheckPerson({ check, state }: { check: CheckState; state: ProjectState }) {
  const place = usePlace()
  const question = placeOfCheck(check)
  const items = Object.values(state.items).filter(({ required }) => required.includes(check.id))
  const open = takesWord(check)
    ? items.filter(({ confirmable, confirmation }) => confirmable && confirmation === undefined)
    : []
  const said = items.filter(({ confirmation }) => confirmation !== undefined)
  if (question === undefined && open.length === 0 && said.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2 empty:hidden">
        {question === undefined ? null : (
          <Button asChild>
            <Link href={routes.proveAt(place, question.id)}>Answer</Link>
          </Button>
        )}
        {open.slice(0, 1).map(({ id }) => (
          <Button key={id} asChild>
            <Link href={routes.proveAt(place, proveId({ itemId: id }))}>Confirm</Link>
          </Button>
        ))}
      </div>
      {said.map(({ id }) => (
        <PersonLine key={id} itemId={id} state={state} />
      ))}
    </div>
  )
}
