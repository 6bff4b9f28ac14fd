import { configForDomain, now } from '../config'
import { createNet } from '../net/create'
import { askPermission } from '../net/opt-out'
import type { Net } from '../net/types'

type Look = {
  /** The domain it is about: an example site is looked at in its own network. */
  domain: string
  /** Further names that will be contacted; those whose owners decline are out of reach then. */
  hosts?: readonly string[]
  /** Names the request or the run on whose behalf this happens, for the far end's operator. */
  requestId: string
  signal: AbortSignal
}

/** Why nothing was looked at: somebody does not want this domain to be contacted. */
export class Declined extends Error {
  override name = 'Declined'
}

/**
 * Lends a guarded network to work somebody waits for, and closes it afterwards. Throws `Declined`, with a sentence
 * to show, when the owner of the domain or the operator of this installation does not want it looked at.
 */
export async function withNet<Result>(
  { domain, hosts = [], requestId, signal }: Look,
  work: (net: Net) => Promise<Result>,
): Promise<Result> {
  const { config, declined } = await askPermission({
    config: configForDomain(domain),
    domain,
    hosts,
    signal,
    runId: requestId,
  })
  if (declined !== undefined) throw new Declined(declined)
  const net = createNet({ config, signal, runId: requestId, now })
  try {
    return await work(net)
  } finally {
    await net.close()
  }
}
