import { allow, type Context } from '../../auth/actor'
import { isActive } from '../../engine/check'
import { tokenOf } from '../../engine/need'
import { AppError } from '../../errors'
import { allChecks, allCollectors } from '../catalogue/list-checks'
import { startRun } from './start-run'

/** Evidence gathered from the list of hosts; everything that looks at a host rests on one of these. */
const ROOTS: ReadonlySet<string> = new Set([
  'dns.hosts',
  'dns.aliases',
  'dns.caa',
  'dns.dangling',
  'dns.drift',
  'dns.found',
  'dns.staging',
  'web.addresses',
])

/** The passive checks whose evidence depends on which hosts a project lists. */
export function hostChecks(): string[] {
  const collectors = new Map(allCollectors().map((collector) => [collector.token.key, collector]))
  const known = new Map<string, boolean>()
  const restsOnHosts = (key: string): boolean => {
    const answer = known.get(key)
    if (answer !== undefined) return answer
    const needs = Object.values(collectors.get(key)?.needs ?? {})
    const value = ROOTS.has(key) || needs.some((need) => restsOnHosts(tokenOf(need).key))
    known.set(key, value)
    return value
  }
  return allChecks()
    .filter((check) => !isActive(check))
    .filter(({ needs }) => Object.values(needs).some((need) => restsOnHosts(tokenOf(need).key)))
    .map(({ id }) => id)
}

/**
 * Runs the checks that look at hosts, with the hosts as they are now: a run under way may have started with other
 * ones, so none is joined. When too much ran just now nothing is started; the next audit looks at them.
 */
export async function checkHosts(context: Context, projectId: string): Promise<{ runId: string | null }> {
  allow(context, 'run.start')
  const checks = hostChecks()
  if (checks.length === 0) return { runId: null }
  try {
    const { run } = await startRun(context, projectId, { kind: 'checks', checks }, { because: 'answer' })
    return { runId: run.id }
  } catch (error) {
    if (error instanceof AppError && (error.code === 'limit' || error.code === 'conflict')) return { runId: null }
    throw error
  }
}
