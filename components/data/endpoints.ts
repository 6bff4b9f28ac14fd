import type * as activity from '@/lib/contracts/activity'
import type * as catalogue from '@/lib/contracts/catalogue'
import type * as clients from '@/lib/contracts/client'
import type * as compare from '@/lib/contracts/compare'
import type * as exporting from '@/lib/contracts/export'
import type * as installation from '@/lib/contracts/installation'
import type * as member from '@/lib/contracts/member'
import type * as project from '@/lib/contracts/project'
import type * as run from '@/lib/contracts/run'
import type * as sender from '@/lib/contracts/sender'
import type * as session from '@/lib/contracts/session'
import type * as sprint from '@/lib/contracts/sprint'
import type * as triage from '@/lib/contracts/triage'
import { endpoint } from './endpoint'

/** Every endpoint the pages call. */
export const endpoints = {
  readyz: endpoint<typeof catalogue.readyz>('GET', '/readyz'),
  signUp: endpoint<typeof session.signUp>('POST', '/auth/sign-up'),
  requestReset: endpoint<typeof session.requestReset>('POST', '/auth/password-reset'),
  resetPassword: endpoint<typeof session.resetPassword>('PUT', '/auth/password-reset'),
  signOut: endpoint<typeof session.signOut>('DELETE', '/session'),
  listSessions: endpoint<typeof session.listSessions>('GET', '/sessions'),
  endSessions: endpoint<typeof session.endSessions>('DELETE', '/sessions'),
  listProjects: endpoint<typeof project.listProjects>('GET', '/workspaces/{workspaceId}/projects'),
  listClients: endpoint<typeof clients.listClients>('GET', '/workspaces/{workspaceId}/clients'),
  createClient: endpoint<typeof clients.createClient>('POST', '/workspaces/{workspaceId}/clients'),
  renameClient: endpoint<typeof clients.renameClient>('PATCH', '/workspaces/{workspaceId}/clients/{clientId}'),
  deleteClient: endpoint<typeof clients.deleteClient>('DELETE', '/workspaces/{workspaceId}/clients/{clientId}'),
  confirmSession: endpoint<typeof session.confirmSession>('POST', '/session/confirm'),
  createProject: endpoint<typeof project.createProject>('POST', '/workspaces/{workspaceId}/projects'),
  getProject: endpoint<typeof project.getProject>('GET', '/projects/{projectId}'),
  updateProject: endpoint<typeof project.updateProject>('PATCH', '/projects/{projectId}'),
  deleteProject: endpoint<typeof project.deleteProject>('DELETE', '/projects/{projectId}'),
  archiveProject: endpoint<typeof project.archiveProject>('POST', '/projects/{projectId}/archive'),
  putHosts: endpoint<typeof project.putHosts>('PUT', '/projects/{projectId}/hosts'),
  putUrls: endpoint<typeof project.putUrls>('PUT', '/projects/{projectId}/urls'),
  putSending: endpoint<typeof project.putSending>('PUT', '/projects/{projectId}/sending'),
  putProfile: endpoint<typeof project.putProfile>('PUT', '/projects/{projectId}/profile'),
  getProjectState: endpoint<typeof project.getProjectState>('GET', '/projects/{projectId}/state'),
  getCheckHistory: endpoint<typeof project.getCheckHistory>('GET', '/projects/{projectId}/checks/{checkId}'),
  simulateSender: endpoint<typeof sender.simulateSender>('POST', '/projects/{projectId}/sender-simulations'),
  getMailProfile: endpoint<typeof sender.getMailProfile>('GET', '/projects/{projectId}/mail-profile'),
  lookAtInstallation: endpoint<typeof installation.lookAtInstallation>(
    'POST',
    '/workspaces/{workspaceId}/installation-looks',
  ),
  startRun: endpoint<typeof run.startRun>('POST', '/projects/{projectId}/runs'),
  listRuns: endpoint<typeof run.listRuns>('GET', '/projects/{projectId}/runs'),
  getRun: endpoint<typeof run.getRun>('GET', '/runs/{runId}'),
  cancelRun: endpoint<typeof run.cancelRun>('POST', '/runs/{runId}/cancel'),
  getEvidence: endpoint<typeof run.getEvidence>('GET', '/runs/{runId}/evidence/{key}'),
  createWorkspace: endpoint<typeof member.createWorkspace>('POST', '/workspaces'),
  renameWorkspace: endpoint<typeof member.renameWorkspace>('PATCH', '/workspaces/{workspaceId}'),
  deleteWorkspace: endpoint<typeof member.deleteWorkspace>('DELETE', '/workspaces/{workspaceId}'),
  exportWorkspace: endpoint<typeof exporting.exportWorkspace>('GET', '/workspaces/{workspaceId}/export'),
  exportProject: endpoint<typeof exporting.exportProject>('GET', '/projects/{projectId}/export'),
  listMembers: endpoint<typeof member.listMembers>('GET', '/workspaces/{workspaceId}/members'),
  changeRole: endpoint<typeof member.changeRole>('PATCH', '/workspaces/{workspaceId}/members/{userId}'),
  removeMember: endpoint<typeof member.removeMember>('DELETE', '/workspaces/{workspaceId}/members/{userId}'),
  leaveWorkspace: endpoint<typeof member.leaveWorkspace>('POST', '/workspaces/leave'),
  createInvite: endpoint<typeof member.createInvite>('POST', '/workspaces/{workspaceId}/invites'),
  revokeInvite: endpoint<typeof member.revokeInvite>('DELETE', '/workspaces/{workspaceId}/invites/{inviteId}'),
  acceptInvite: endpoint<typeof member.acceptInvite>('POST', '/invites/accept'),
  updateTriage: endpoint<typeof triage.updateTriage>('PATCH', '/projects/{projectId}/findings/{fingerprint}'),
  moveBlocker: endpoint<typeof triage.moveBlocker>('POST', '/projects/{projectId}/fix-order'),
  resetOrder: endpoint<typeof triage.resetOrder>('DELETE', '/projects/{projectId}/fix-order'),
  waive: endpoint<typeof triage.waive>('PUT', '/projects/{projectId}/findings/{fingerprint}/waiver'),
  unwaive: endpoint<typeof triage.unwaive>('DELETE', '/projects/{projectId}/findings/{fingerprint}/waiver'),
  dispute: endpoint<typeof triage.dispute>('PUT', '/projects/{projectId}/findings/{fingerprint}/dispute'),
  decideDispute: endpoint<typeof triage.decideDispute>('POST', '/projects/{projectId}/findings/{fingerprint}/dispute'),
  listComments: endpoint<typeof triage.listComments>('GET', '/projects/{projectId}/findings/{fingerprint}/comments'),
  addComment: endpoint<typeof triage.addComment>('POST', '/projects/{projectId}/findings/{fingerprint}/comments'),
  deleteComment: endpoint<typeof triage.deleteComment>('DELETE', '/projects/{projectId}/comments/{commentId}'),
  changeSprint: endpoint<typeof sprint.changeSprint>('POST', '/projects/{projectId}/sprint'),
  park: endpoint<typeof sprint.park>('POST', '/projects/{projectId}/parked'),
  unpark: endpoint<typeof sprint.unpark>('DELETE', '/projects/{projectId}/parked/{parkedId}'),
  checkActivity: endpoint<typeof activity.checkActivity>('GET', '/workspaces/{workspaceId}/activity/check'),
  listActivity: endpoint<typeof activity.listActivity>('GET', '/workspaces/{workspaceId}/activity'),
  compareRuns: endpoint<typeof compare.compareRuns>('GET', '/projects/{projectId}/compare'),
  keepRun: endpoint<typeof compare.keepRun>('POST', '/runs/{runId}/keep'),
} as const
