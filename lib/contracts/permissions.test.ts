import { describe, expect, test } from 'vitest'
import { can, PERMISSIONS, ROLES } from './permissions'

const EXPECTED: Record<keyof typeof PERMISSIONS, string> = {
  'project.read': 'owner admin member viewer',
  'project.create': 'owner admin member',
  'project.update': 'owner admin member',
  'project.delete': 'owner admin',
  'project.export': 'owner admin',
  'client.manage': 'owner admin member',
  'item.confirm': 'owner admin member',
  'signal.answer': 'owner admin member',
  'run.read': 'owner admin member viewer',
  'run.start': 'owner admin member',
  'run.cancel': 'owner admin member',
  'run.active': 'owner admin',
  'ownership.read': 'owner admin member viewer',
  'ownership.prove': 'owner admin',
  'triage.update': 'owner admin member',
  'handover.update': 'owner admin member',
  'waiver.write': 'owner admin',
  'pack.make': 'owner admin member',
  'branding.write': 'owner admin',
  'share.read': 'owner admin member viewer',
  'share.manage': 'owner admin member',
  'document.write': 'owner admin member',
  'member.read': 'owner admin member viewer',
  'member.manage': 'owner admin',
  'notice.choose': 'owner admin member viewer',
  'channel.manage': 'owner admin',
  'outbox.read': 'owner',
  'installation.read': 'owner admin',
  'activity.read': 'owner admin member viewer',
  'workspace.update': 'owner admin',
  'workspace.export': 'owner admin',
  'workspace.delete': 'owner',
}

describe('who may do what', () => {
  test.each(Object.entries(EXPECTED))('%s: %s', (action, roles) => {
    expect(ROLES.filter((role) => can(role, action)).join(' ')).toBe(roles)
  })

  test('the table covers every action', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(PERMISSIONS).sort())
  })

  test.each([
    ['superuser', 'project.read'],
    ['Owner', 'project.read'],
    ['', 'project.read'],
    [undefined, 'project.read'],
    ['owner', 'project.explode'],
    ['owner', 'toString'],
    ['owner', '__proto__'],
    ['owner', 'constructor'],
  ])('role %s is refused %s', (role, action) => {
    expect(can(role, action)).toBe(false)
  })
})
