import { labSite } from './baseline'
import { cachingSites } from './hosts/caching'
import { certificateSites } from './hosts/certificates'
import { edgeSites } from './hosts/edge'
import { exposureSites } from './hosts/exposures'
import { healthSites } from './hosts/health'
import { hostileSites } from './hosts/hostile'
import { pageSites } from './hosts/pages'
import { redirectSites } from './hosts/redirects'
import type { LabSite } from './types'

/** The site on which every automatic check passes: any new false alarm shows up here. */
export const goodSite: LabSite = labSite({ id: 'good', about: 'everything in order' })

/** Every web site of the laboratory with its expected verdicts. */
export const labSites: readonly LabSite[] = [
  goodSite,
  // Its answers never end: begun early, the time limits it runs into pass while others are judged.
  ...hostileSites,
  ...redirectSites,
  ...certificateSites,
  ...pageSites,
  ...healthSites,
  ...cachingSites,
  ...edgeSites,
  ...exposureSites,
]
