import { describe, expect, test } from 'vitest'
import { CONTRACTS } from './all'
import type { Contract } from './contract'
import { can, ROLES } from './permissions'

/**
 * The weakest role each endpoint is open to, written a second time and by hand: an endpoint that names a milder
 * permission than before, or a new one nobody thought about, is a difference here.
 */
const ENDPOINTS: Record<string, string> = {
  anyone: `auth.options auth.sign-up check.list password.ask password.reset session.end system.health system.openapi
    system.ready`,
  'signed-in': `example.list invite.accept member.leave session.confirm session.end-all session.get session.list
    workspace.create workspace.list`,
  viewer: `activity.check activity.export activity.list ask.list attestation.file attestation.list branding.get
    client.list comment.list document.list evidence.get handover.file handover.get handover.presence input.list item.mine map.get
    member.list notice.choice notice.get notice.setting ownership.get pack.file pack.list project.check
    project.compare project.events project.get project.list project.state project.verdict run.get run.list
    sender.profile share.list share.views suggestion.list`,
  member: `ask.set attestation.confirm attestation.withdraw client.create client.delete client.rename comment.add
    comment.delete dispute.open document.write fix-order.move fix-order.reset handover.add handover.approver
    handover.change handover.move handover.note handover.proof handover.remove handover.tick handover.undo host.add
    host.check host.remove input.delete input.put map.confirm map.correct map.withdraw pack.create parked.add
    parked.remove project.archive project.create project.hosts project.profile project.sending project.update
    project.urls run.cancel run.keep run.start sender.simulate share.create share.preview share.revoke share.update
    signal.answer signal.forget sprint.change suggestion.dismiss triage.update`,
  admin: `branding.logo branding.logo-remove branding.put channel.change channel.create channel.delete channel.secret
    channel.test dispute.decide installation.look invite.create invite.revoke member.remove member.role ownership.check
    ownership.revoke ownership.token project.delete project.export waiver.end waiver.set workspace.export
    workspace.rename`,
  owner: 'outbox.again outbox.list outbox.read workspace.delete',
}

/** What a reader may write: only what concerns nobody but themselves. */
const WRITES_OF_A_VIEWER = ['handover.presence', 'notice.choice', 'notice.setting']

/** The weakest role, or `anyone` or `signed-in` outside of workspaces. */
function weakest({ can: wanted }: Contract): string {
  if (wanted === 'anyone' || wanted === 'signed-in') return wanted
  return [...ROLES].reverse().find((role) => can(role, wanted)) ?? 'nobody'
}

const idsOf = (contracts: readonly Contract[]): string[] => contracts.map(({ id }) => id).sort()

describe('what each endpoint is open to', () => {
  test.each(Object.entries(ENDPOINTS))('from %s on', (from, ids) => {
    const found = idsOf(CONTRACTS.filter((contract) => weakest(contract) === from))
    expect(found).toEqual(ids.split(/\s+/).sort())
  })

  test('every endpoint is in one row', () => {
    const listed = Object.values(ENDPOINTS).flatMap((ids) => ids.split(/\s+/))
    expect(listed.sort()).toEqual(idsOf(CONTRACTS))
  })

  test('a stronger role may do everything a weaker one may', () => {
    for (const contract of CONTRACTS) {
      const allowed = ROLES.map((role) => can(role, contract.can))
      expect(allowed, contract.id).toEqual([...allowed].sort((one, other) => Number(other) - Number(one)))
    }
  })

  test('a viewer writes nothing but what concerns themselves', () => {
    const writes = CONTRACTS.filter((contract) => contract.method !== 'GET' && weakest(contract) === 'viewer')
    expect(idsOf(writes)).toEqual(WRITES_OF_A_VIEWER)
  })
})
