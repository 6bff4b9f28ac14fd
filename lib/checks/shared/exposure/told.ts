import type { Immutable } from '../../../engine/immutable'
import type { ExposureHost, ExposureLook } from '../../../evidence/web-exposure'
import { ENOUGH, type ExposureGroup, REDIRECT_PROBES } from './probes'

/** What there is to say about one host and one group of paths, before any words. */
export type ExposureStory =
  | { kind: 'found'; looks: { look: Immutable<ExposureLook>; index: number }[] }
  | { kind: 'decoy'; look: Immutable<ExposureLook>; index: number }
  | { kind: 'clear'; count: number }
  | { kind: 'redirects' }
  | { kind: 'wall' }
  | { kind: 'unreachable' }
  | { kind: 'not-looked'; count: number; planned: number }

/** Whether a host answered so many paths of a group that finding nothing means something. */
export function answeredEnough(host: Immutable<ExposureHost>, group: ExposureGroup): boolean {
  const wanted = host.state === 'redirects' ? REDIRECT_PROBES.length : ENOUGH[group]
  // A host that shows what it runs may have fewer paths of a group than are enough elsewhere.
  return host.failed[group] === 0 && host.answered[group] >= Math.min(host.planned[group], wanted)
}

/**
 * Reads the evidence of one host: what was found outweighs a decoy, a decoy outweighs "nothing". Looks at the paths of
 * `apart` are told elsewhere.
 */
export function tellExposure(
  host: Immutable<ExposureHost>,
  group: ExposureGroup,
  apart: ReadonlySet<string> = new Set(),
): ExposureStory {
  const looks = host.looks
    .map((look, index) => ({ look, index }))
    .filter(({ look }) => look.group === group && !apart.has(look.path))
  const found = looks.filter(({ look }) => look.outcome === 'exposed')
  if (found.length > 0) return { kind: 'found', looks: found }
  const decoy = looks.find(({ look }) => look.outcome === 'decoy')
  if (decoy) return { kind: 'decoy', ...decoy }
  if (host.state === 'wall') return { kind: 'wall' }
  if (host.state === 'unreachable') return { kind: 'unreachable' }
  const count = host.answered[group] - apart.size
  if (host.state === 'redirects' && host.planned[group] === 0) return { kind: 'redirects' }
  if (host.state === 'not-looked' || !answeredEnough(host, group)) {
    return { kind: 'not-looked', count, planned: host.planned[group] }
  }
  return host.state === 'redirects' ? { kind: 'redirects' } : { kind: 'clear', count }
}
