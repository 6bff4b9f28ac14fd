import type { ProjectState } from './state'

/** Checks whose findings name the network, the host or the software in front of a project. */
const TELLING = ['edge-provider', 'server-banner', 'dns-hosting-target', 'tls-auto-renewal'] as const

/** Everything said about whose software serves the project, in lower case. */
function saidOf(state: ProjectState): string {
  return TELLING.flatMap((id) => state.checks[id]?.result?.findings ?? [])
    .flatMap(({ params }) => Object.values(params))
    .join(' ')
    .toLowerCase()
}

/** The variants of a fix with those for what was seen in front of the project first; otherwise in their order. */
export function seenFirst<Variant extends { provider: string }>(
  variants: readonly Variant[],
  state: ProjectState,
): Variant[] {
  const said = saidOf(state)
  const isSeen = ({ provider }: Variant): number => (said.includes(provider.toLowerCase()) ? 1 : 0)
  return variants.toSorted((left, right) => isSeen(right) - isSeen(left))
}
