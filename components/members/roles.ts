import { ROLES, type Role } from '@/lib/contracts/permissions'

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  viewer: 'Viewer',
}

export const ROLE_HELP: Readonly<Record<Role, string>> = {
  owner: 'Everything, including deleting the workspace',
  admin: 'Everything but deleting the workspace: accepts risks, invites people',
  member: 'Runs audits, answers questions, confirms, owns work',
  viewer: 'Reads everything, changes nothing',
}

/** The roles somebody may give: only owners make owners. */
export function rolesFor(own: Role): { value: Role; label: string }[] {
  return ROLES.filter((role) => role !== 'owner' || own === 'owner').map((value) => ({
    value,
    label: ROLE_WORDS[value],
  }))
}
