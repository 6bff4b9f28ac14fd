import { knownDnsHost } from '../checks/shared/dns-hosts-known'
import { detectEdges } from '../checks/shared/edge/detect'
import { edgeProvider } from '../checks/shared/edge/providers'
import {
  hostingByAddress,
  hostingByAlias,
  operatorName,
  operatorOfAddress,
  operatorOfAlias,
  parkingAt,
} from '../checks/shared/hosting-targets'
import { providerById, providerByInclude } from '../checks/shared/mail/provider-lookup'
import { registrableDomain } from '../checks/shared/public-suffix'
import type { OperatorNames } from '../roadmaps/production-map/types'

/** Hosts only: a network in front of any server says nothing about where that server is. */
function hostOf(id: string | undefined, isHost: boolean) {
  const isPlatform = id !== undefined && edgeProvider(id)?.kind === 'platform'
  return id === undefined || !(isHost || isPlatform) ? undefined : { id, name: operatorName(id) }
}

/** Everything this version knows about operators by their names, addresses and records. */
export const operatorNames: OperatorNames = {
  dnsHost: knownDnsHost,
  edges: (host) =>
    detectEdges(host).map(({ provider: { id, name, kind }, confidence, signs }) => ({
      id,
      name,
      kind,
      confidence,
      signs,
    })),
  hostOfAddress: (address) =>
    parkingAt(address) === undefined
      ? hostOf(operatorOfAddress(address), hostingByAddress(address) !== undefined)
      : undefined,
  hostOfAlias: (name) => hostOf(operatorOfAlias(name), hostingByAlias(name) !== undefined),
  parkingAt,
  mailById: (id) => providerById(id)?.name,
  mailByInclude: (name) => providerByInclude(name)?.name,
  registrable: registrableDomain,
}
