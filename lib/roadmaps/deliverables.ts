export type Deliverable = { title: string; text: string }

/** The documents and views a stage must produce. */
export const deliverables = {
  'risk-list': { title: 'Risk list', text: 'All findings, ranked by launch impact' },
  'blocker-list': { title: 'Launch blocker list', text: 'Every blocker with its owner and its place in the fix order' },
  'edge-config': {
    title: 'Edge configuration',
    text: 'Edge settings with safe cache rules and the list of protected routes',
  },
  'env-var-map': {
    title: 'Environment variable map',
    text: 'Every variable with purpose, environments, owner and rotation, never a value',
  },
  'secrets-checklist': { title: 'Secrets checklist', text: 'How secrets are stored, shared and changed' },
  'deploy-instructions': { title: 'Deploy instructions', text: 'How to deploy, with rollback notes' },
  'monitoring-setup': { title: 'Monitoring setup', text: 'Monitors with their alert thresholds' },
  'incident-note': { title: 'Incident note', text: 'Who does what in the first 15 minutes' },
  'performance-report': { title: 'Performance report', text: 'Small, hotspots first' },
  'handover-pack': { title: 'Handover pack', text: 'Links, access transfer notes and what to check first' },
  'domain-map': { title: 'Domain map', text: 'All names with the rules for the canonical host' },
  'sender-setup': { title: 'Sender setup', text: 'The verified setup for transactional mail' },
  'release-day-roles': { title: 'Release day roles', text: 'Who does what on release day' },
  'top-3-bottlenecks': { title: 'Top 3 bottlenecks', text: 'Fixed, or deferred with a reason' },
  'p95-baseline': { title: 'p95 baseline', text: 'Recorded response times of the key routes' },
  'hardening-notes': { title: 'Hardening notes', text: 'Basic hardening without a change to the core flow' },
  'alert-rules': { title: 'Alert rules', text: 'Rules for errors and downtime spikes' },
} as const satisfies Record<string, Deliverable>
