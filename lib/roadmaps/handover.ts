import { itemsOf } from './derive'
import type { ItemId, RoadmapId } from './ids'
import { roadmaps } from './roadmap'

/** The parts of the handover checklist, in the order they are shown. */
export const handoverSections = {
  dns: 'Domains and DNS',
  email: 'Email',
  secrets: 'Secrets',
  deploy: 'Deploy',
  monitoring: 'Monitoring',
  approvals: 'Approvals',
} as const
export type HandoverSectionId = keyof typeof handoverSections
export const HANDOVER_SECTIONS = ['dns', 'email', 'secrets', 'deploy', 'monitoring', 'approvals'] as const

/** The item whose confirmation the three transfers make together. */
export const TRANSFER_ITEM = 'access-transferred' satisfies ItemId
/** The item whose confirmation the three names make together. */
export const APPROVER_ITEM = 'change-approvers-named' satisfies ItemId

/** What changes hands. All three ticked are the confirmation of `TRANSFER_ITEM`. */
export const transfers = {
  'transfer-secrets': { section: 'secrets', label: 'Secret ownership', text: 'Secrets are owned by the right people' },
  'transfer-deploy': { section: 'deploy', label: 'Deploy permission', text: 'The right people may deploy' },
  'transfer-monitoring': {
    section: 'monitoring',
    label: 'Monitoring access',
    text: 'The right people have access to monitoring',
  },
} as const satisfies Record<string, { section: HandoverSectionId; label: string; text: string }>
export type TransferKey = keyof typeof transfers
export const TRANSFER_KEYS = ['transfer-secrets', 'transfer-deploy', 'transfer-monitoring'] as const

/** Changes that need somebody's word. All three named are the confirmation of `APPROVER_ITEM`. */
export const approverRoles = { dns: 'DNS edits', secrets: 'Secret rotation', rollback: 'Rollback' } as const
export type ApproverRole = keyof typeof approverRoles
export const APPROVER_ROLES = ['dns', 'secrets', 'rollback'] as const

/** Items with a meaning for whoever takes over; the transfers stand for `TRANSFER_ITEM`. */
const SECTION_ITEMS: Readonly<Record<HandoverSectionId, readonly ItemId[]>> = {
  dns: ['domains-documented', 'canonical-host-single', 'tls-expiry-margin', 'tls-auto-renews'],
  email: ['email-auth-live', 'spf-valid', 'dkim-published', 'dmarc-in-place', 'transactional-sender-verified'],
  secrets: ['secret-rotation-steps', 'env-separated', 'env-vars-present-in-production'],
  deploy: [
    'deploy-path-documented',
    'single-deploy-path',
    'deploy-is-scripted',
    'rollback-rehearsed',
    'rollback-path-exists',
    'post-deploy-smoke',
  ],
  monitoring: ['uptime-coverage', 'alerts-routed-with-owner', 'error-tracking-with-context', 'logs-redacted'],
  approvals: [APPROVER_ITEM],
}

/** Mail records that are live now say the same as these three. */
const COVERED_BY_LIVE_MAIL: ReadonlySet<ItemId> = new Set(['spf-valid', 'dkim-published', 'dmarc-in-place'])

export type PresetRow =
  | { kind: 'item'; key: ItemId; section: HandoverSectionId }
  | { kind: 'transfer'; key: TransferKey; section: HandoverSectionId }

/** The rows every project of a roadmap begins with, section by section; never empty. */
export function handoverRows(roadmapId: RoadmapId): PresetRow[] {
  const known = new Set(itemsOf(roadmaps[roadmapId]))
  const isShown = (id: ItemId): boolean =>
    known.has(id) && !(known.has('email-auth-live') && COVERED_BY_LIVE_MAIL.has(id))
  return HANDOVER_SECTIONS.flatMap((section): PresetRow[] => [
    ...(known.has(TRANSFER_ITEM) ? TRANSFER_KEYS : [])
      .filter((key) => transfers[key].section === section)
      .map((key) => ({ kind: 'transfer' as const, key, section })),
    ...SECTION_ITEMS[section].filter(isShown).map((key) => ({ kind: 'item' as const, key, section })),
  ])
}

/** Whether a key names one of the three transfers. */
export function isTransfer(key: string): key is TransferKey {
  return Object.hasOwn(transfers, key)
}
