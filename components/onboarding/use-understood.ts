'use client'

import { useEffect, useState } from 'react'

const load = () => import('@/lib/contracts/domain')

/** The hosts that would be checked for what is typed so far, as people write them; none while it is no domain. */
export function useUnderstood(typed: string, allowTest: boolean): readonly string[] {
  const [domains, setDomains] = useState<Awaited<ReturnType<typeof load>>>()
  const isWanted = typed !== ''
  useEffect(() => {
    let isGone = false
    // Where it cannot be loaded, the server still says what it understood.
    if (isWanted)
      load().then(
        (module) => isGone || setDomains(module),
        () => undefined,
      )
    return () => {
      isGone = true
    }
  }, [isWanted])
  if (domains === undefined) return []
  const parsed = domains.parseDomain(typed, { allowTest })
  return parsed.ok ? domains.startingPoint(parsed.host).hosts.map(({ name }) => domains.displayName(name)) : []
}
