/** Roles of a workspace, strongest first. */
export const ROLES = ['owner', 'admin', 'member', 'viewer'] as const
export type Role = (typeof ROLES)[number]

const everyone: readonly Role[] = ['owner', 'admin', 'member', 'viewer']
const workers: readonly Role[] = ['owner', 'admin', 'member']
const owners: readonly Role[] = ['owner']
const managers: readonly Role[] = ['owner', 'admin']

/** Which roles may do what inside a workspace. An action that is not listed is refused. */
export const PERMISSIONS = {
  'project.read': everyone,
  'project.create': workers,
  'project.update': workers,
  'project.delete': managers,
  'project.export': managers,
  'client.manage': workers,
  'item.confirm': workers,
  'signal.answer': workers,
  'run.read': everyone,
  'run.start': workers,
  'run.cancel': workers,
  /** Allowing active probes for one run. */
  'run.active': managers,
  'ownership.read': everyone,
  'ownership.prove': managers,
  /** Owner, due day, place in the list, doubts, comments, postponed work, the sprint. */
  'triage.update': workers,
  /** Ticks, notes, own rows and approvers of the handover checklist. */
  'handover.update': workers,
  /** Accepting a risk, and deciding whether a finding is wrong. */
  'waiver.write': managers,
  'pack.make': workers,
  'branding.write': managers,
  'share.read': everyone,
  'share.manage': workers,
  /** What people write into documents. */
  'document.write': workers,
  'member.read': everyone,
  'member.manage': managers,
  /** What one is told of oneself. */
  'notice.choose': everyone,
  'channel.manage': managers,
  /** Messages of the workspace with their text: an invitation among them is a way in. */
  'outbox.read': owners,
  /** How this installation reaches the network: addresses of its resolvers, which tell of the house it stands in. */
  'installation.read': managers,
  'activity.read': everyone,
  'workspace.update': managers,
  'workspace.export': managers,
  'workspace.delete': owners,
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof PERMISSIONS

/**
 * Whether a role may do something. Both arguments are read as data: an unknown role or action
 * is refused, so a value from an older database or a newer client never opens a door.
 */
export function can(role: string | undefined, action: string): boolean {
  if (role === undefined || !Object.hasOwn(PERMISSIONS, action)) return false
  const roles: readonly string[] = PERMISSIONS[action as Action]
  return roles.includes(role)
}
