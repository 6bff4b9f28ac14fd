import { blockerList } from './blocker-list'
import type { Makers } from './doc'
import { domainMap } from './domain-map'
import { edgeConfig } from './edge-config'
import { hardeningNotes } from './hardening-notes'
import { riskList } from './risk-list'
import { senderSetup } from './sender-setup'

/** The documents this version makes, by deliverable. */
export const makers: Makers = {
  'risk-list': riskList,
  'blocker-list': blockerList,
  'edge-config': edgeConfig,
  'domain-map': domainMap,
  'sender-setup': senderSetup,
  'hardening-notes': hardeningNotes,
}
