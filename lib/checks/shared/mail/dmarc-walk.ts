import { type DmarcPolicy, type DmarcRecord, oneLevelWeaker, parseDmarc } from './dmarc-record'

/** What one `_dmarc` name answered. */
export type DmarcStep = {
  /** The domain whose `_dmarc` name was asked. */
  domain: string
  status: 'found' | 'void' | 'error'
  texts: string[]
}

export type DmarcDiscovery = {
  domain: string
  /** From the domain itself up to its top-level label, as RFC 9989 section 4.10 asks. */
  steps: DmarcStep[]
  /** Where the policy comes from; absent where none applies. */
  policyDomain?: string
  inherited: boolean
  organisation: string
  /** A question on the way failed, so that the policy or the organisation may be another one. */
  unsure: boolean
}

const MAX_LABELS = 8

/** The names whose `_dmarc` record may matter, at most eight (RFC 9989 section 4.10). */
export function walkNames(domain: string): string[] {
  const labels = domain.toLowerCase().replace(/\.$/, '').split('.')
  const rest = labels.length > MAX_LABELS ? labels.slice(-(MAX_LABELS - 1)) : labels.slice(1)
  return [labels.join('.'), ...rest.map((_, at) => rest.slice(at).join('.'))]
}

/** The one DMARC record of a step; more than one counts as none. */
export function recordOf(step: { texts: readonly string[] }): DmarcRecord | undefined {
  const records = step.texts.map(parseDmarc).filter((text): text is DmarcRecord => text.kind === 'dmarc')
  const [record, another] = records
  return another === undefined && record !== undefined && record.acts !== 'ignored' ? record : undefined
}

function organisationOf(domain: string, steps: readonly DmarcStep[]): string {
  let previous = domain
  let found: string | undefined
  for (const [at, step] of steps.entries()) {
    const record = recordOf(step)
    if (record?.psd === 'n') return step.domain
    if (record?.psd === 'y' && at > 0) return previous
    if (record !== undefined) found = step.domain
    previous = step.domain
  }
  return found ?? domain
}

/** Names asked until the walk ends: a record with psd=y or psd=n is the last one. */
function reachedSteps(steps: readonly DmarcStep[]): DmarcStep[] {
  const end = steps.findIndex((step) => {
    const psd = recordOf(step)?.psd
    return psd === 'n' || psd === 'y'
  })
  return end < 0 ? [...steps] : steps.slice(0, end + 1)
}

/** Reads the policy and the organisational domain of an author domain off the answered questions. */
export function readDiscovery(domain: string, answered: readonly DmarcStep[]): DmarcDiscovery {
  const steps = reachedSteps(answered)
  const organisation = organisationOf(domain.toLowerCase(), steps)
  const own = steps[0] !== undefined && recordOf(steps[0]) !== undefined ? steps[0].domain : undefined
  const atOrganisation = steps.find((step) => step.domain === organisation && recordOf(step) !== undefined)?.domain
  const atSuffix = steps.find((step) => recordOf(step)?.psd === 'y')?.domain
  const policyDomain = own ?? atOrganisation ?? atSuffix
  return {
    domain: domain.toLowerCase(),
    steps,
    ...(policyDomain === undefined ? {} : { policyDomain }),
    inherited: policyDomain !== undefined && own === undefined,
    organisation,
    unsure: own === undefined ? steps.some((step) => step.status === 'error') : false,
  }
}

/** Asks every name of the walk at once and reads the result. */
export async function discoverDmarc({
  domain,
  lookup,
}: {
  domain: string
  lookup: (name: string) => Promise<Pick<DmarcStep, 'status' | 'texts'>>
}): Promise<DmarcDiscovery> {
  const names = walkNames(domain)
  const steps = await Promise.all(names.map(async (name) => ({ domain: name, ...(await lookup(`_dmarc.${name}`)) })))
  return readDiscovery(domain, steps)
}

export type EffectivePolicy = {
  policy: DmarcPolicy
  /** The tag that decided. */
  tag: 'p' | 'sp' | 'np'
  /** Lowered by one level because of `t=y`. */
  lowered: boolean
}

/**
 * The policy receivers apply to mail from the domain (RFC 9989 section 4.7). `exists` is false where
 * DNS says that the domain does not exist at all. `undefined` where no record applies.
 */
export function effectivePolicy(
  discovery: {
    policyDomain?: string | undefined
    inherited: boolean
    steps: readonly { domain: string; texts: readonly string[] }[]
  },
  exists: boolean,
): EffectivePolicy | undefined {
  const step = discovery.steps.find((entry) => entry.domain === discovery.policyDomain)
  const record = step === undefined ? undefined : recordOf(step)
  if (record === undefined) return undefined
  if (record.acts === 'monitor') return { policy: 'none', tag: 'p', lowered: false }
  const chosen = chooseTag(record, discovery.inherited, exists)
  return record.test && chosen.policy !== 'none'
    ? { ...chosen, policy: oneLevelWeaker(chosen.policy), lowered: true }
    : { ...chosen, lowered: false }
}

function chooseTag(record: DmarcRecord, inherited: boolean, exists: boolean): Omit<EffectivePolicy, 'lowered'> {
  if (inherited && !exists && record.np !== undefined) return { policy: record.np, tag: 'np' }
  if (inherited && record.sp !== undefined) return { policy: record.sp, tag: 'sp' }
  return { policy: record.p ?? 'none', tag: 'p' }
}
