import { alertRules } from './alert-rules'
import { assemble } from './assemble'
import { blockerList } from './blocker-list'
import { deployInstructions } from './deploy-instructions'
import type { Doc, DocView, Makers } from './doc'
import { domainMap } from './domain-map'
import { edgeConfig } from './edge-config'
import { envVarMap } from './env-var-map'
import { handoverPack } from './handover-pack'
import { hardeningNotes } from './hardening-notes'
import { incidentNote } from './incident-note'
import { monitoringSetup } from './monitoring-setup'
import { p95Baseline } from './p95-baseline'
import { performanceReport } from './performance-report'
import { releaseDayRoles } from './release-day-roles'
import { riskList } from './risk-list'
import { secretsChecklist } from './secrets-checklist'
import { senderSetup } from './sender-setup'
import { topBottlenecks } from './top-3-bottlenecks'

/** Every document but the contents of the pack, which lists them. */
export const documents = {
  'risk-list': riskList,
  'blocker-list': blockerList,
  'edge-config': edgeConfig,
  'env-var-map': envVarMap,
  'secrets-checklist': secretsChecklist,
  'deploy-instructions': deployInstructions,
  'monitoring-setup': monitoringSetup,
  'incident-note': incidentNote,
  'performance-report': performanceReport,
  'domain-map': domainMap,
  'sender-setup': senderSetup,
  'release-day-roles': releaseDayRoles,
  'top-3-bottlenecks': topBottlenecks,
  'p95-baseline': p95Baseline,
  'hardening-notes': hardeningNotes,
  'alert-rules': alertRules,
} as const satisfies Omit<Makers, 'handover-pack'>

/** Every document of both roadmaps. */
export const makers: Makers = { ...documents, 'handover-pack': handoverPack(documents) }

/** A document as it is now. */
export function makeDoc(id: keyof Makers, view: DocView): Doc {
  return assemble(id, makers[id], view)
}
