import type * as project from '@/lib/contracts/project'
import type * as run from '@/lib/contracts/run'
import type * as sender from '@/lib/contracts/sender'
import type * as session from '@/lib/contracts/session'
import { endpoint } from './endpoint'

/** Every endpoint the pages call. */
export const endpoints = {
  signUp: endpoint<typeof session.signUp>('POST', '/auth/sign-up'),
  signOut: endpoint<typeof session.signOut>('DELETE', '/session'),
  listSessions: endpoint<typeof session.listSessions>('GET', '/sessions'),
  endSessions: endpoint<typeof session.endSessions>('DELETE', '/sessions'),
  listProjects: endpoint<typeof project.listProjects>('GET', '/workspaces/{workspaceId}/projects'),
  confirmSession: endpoint<typeof session.confirmSession>('POST', '/session/confirm'),
  createProject: endpoint<typeof project.createProject>('POST', '/workspaces/{workspaceId}/projects'),
  getProject: endpoint<typeof project.getProject>('GET', '/projects/{projectId}'),
  updateProject: endpoint<typeof project.updateProject>('PATCH', '/projects/{projectId}'),
  deleteProject: endpoint<typeof project.deleteProject>('DELETE', '/projects/{projectId}'),
  putHosts: endpoint<typeof project.putHosts>('PUT', '/projects/{projectId}/hosts'),
  putUrls: endpoint<typeof project.putUrls>('PUT', '/projects/{projectId}/urls'),
  putSending: endpoint<typeof project.putSending>('PUT', '/projects/{projectId}/sending'),
  putProfile: endpoint<typeof project.putProfile>('PUT', '/projects/{projectId}/profile'),
  getProjectState: endpoint<typeof project.getProjectState>('GET', '/projects/{projectId}/state'),
  getCheckHistory: endpoint<typeof project.getCheckHistory>('GET', '/projects/{projectId}/checks/{checkId}'),
  simulateSender: endpoint<typeof sender.simulateSender>('POST', '/projects/{projectId}/sender-simulations'),
  getMailProfile: endpoint<typeof sender.getMailProfile>('GET', '/projects/{projectId}/mail-profile'),
  startRun: endpoint<typeof run.startRun>('POST', '/projects/{projectId}/runs'),
  listRuns: endpoint<typeof run.listRuns>('GET', '/projects/{projectId}/runs'),
  getRun: endpoint<typeof run.getRun>('GET', '/runs/{runId}'),
  cancelRun: endpoint<typeof run.cancelRun>('POST', '/runs/{runId}/cancel'),
  getEvidence: endpoint<typeof run.getEvidence>('GET', '/runs/{runId}/evidence/{key}'),
} as const
