import type { MapNodeDto, ProductionMapDto } from '@/lib/contracts/map'
import type { MapState } from '@/lib/roadmaps/production-map/types'
import type { MapEnd } from './layout'

/** What stands beside a place; nothing where a record says it plainly. */
export const STATE_WORDS: Readonly<Record<MapState, string>> = {
  seen: '',
  guess: 'Guess',
  said: 'From your settings',
  none: 'None',
  unknown: 'Not known',
  missing: 'Not proven',
  asked: 'You tell us',
}

export const END_WORDS: Readonly<Record<MapEnd, string>> = {
  visitor: 'Visitors',
  inbox: 'Inboxes of your users',
  sender: 'People who write to you',
}

/** The few words of a place: what a person corrected, else what was seen, else how little is known. */
export function shortOf({ value, state, correction }: MapNodeDto): string {
  return correction?.text ?? (value === '' ? STATE_WORDS[state] : value)
}

/** What a place needs to be said about its short text; empty where it speaks for itself. */
export function noteOf({ value, state, correction }: MapNodeDto): string {
  if (correction !== null) return correction.outdated ? 'Corrected, but changed since' : 'Corrected'
  return value === '' ? '' : STATE_WORDS[state]
}

type Chain = { web: string[]; mail: string | undefined }

/** The way of a visitor and of a mail in a few words, for the overview. */
export function chainOf({ nodes }: Pick<ProductionMapDto, 'nodes'>): Chain {
  const short = (id: MapNodeDto['id']): string | undefined => {
    const node = nodes.find((candidate) => candidate.id === id)
    if (node === undefined || (node.value === '' && node.correction === null)) return undefined
    const text = node.correction?.text ?? node.value
    return node.state === 'guess' && node.correction === null ? `${text} (guess)` : text
  }
  const web = ['address', 'edge', 'site', 'app'] as const
  const steps = web.flatMap((id) => short(id) ?? [])
  return { web: steps.filter((step, index) => steps.indexOf(step) === index), mail: short('mail-out') }
}
