import { confirmItem, getProofFile, listAttestations, withdrawConfirmation } from './attestation'
import { healthz, listChecks, openApi, readyz } from './catalogue'
import type { Contract } from './contract'
import { projectEvents } from './events'
import { deleteInput, listInputs, putInput } from './input'
import {
  createProject,
  deleteProject,
  getCheckHistory,
  getProject,
  getProjectState,
  getVerdict,
  listProjects,
  putHosts,
  putProfile,
  putSending,
  putUrls,
  updateProject,
} from './project'
import { cancelRun, getEvidence, getRun, listRuns, startRun } from './run'
import { authOptions, confirmSession, endSessions, getSession, listSessions, signOut, signUp } from './session'
import { answerSignal, forgetSignalAnswer } from './signal'
import {
  addComment,
  decideDispute,
  deleteComment,
  dispute,
  listComments,
  moveBlocker,
  resetOrder,
  unwaive,
  updateTriage,
  waive,
} from './triage'
import { listExampleSites, listWorkspaces } from './workspace'

/** Every endpoint of `/api/v1`. Route files, the OpenAPI document and the tenancy tests are compared with this list. */
export const CONTRACTS: readonly Contract[] = [
  authOptions,
  signUp,
  getSession,
  signOut,
  listSessions,
  endSessions,
  confirmSession,
  listWorkspaces,
  listExampleSites,
  listProjects,
  createProject,
  getProject,
  updateProject,
  deleteProject,
  putHosts,
  putUrls,
  putSending,
  putProfile,
  getProjectState,
  getVerdict,
  getCheckHistory,
  updateTriage,
  moveBlocker,
  resetOrder,
  waive,
  unwaive,
  dispute,
  decideDispute,
  listComments,
  addComment,
  deleteComment,
  listInputs,
  putInput,
  deleteInput,
  listAttestations,
  confirmItem,
  withdrawConfirmation,
  getProofFile,
  answerSignal,
  forgetSignalAnswer,
  projectEvents,
  listRuns,
  startRun,
  getRun,
  cancelRun,
  getEvidence,
  listChecks,
  healthz,
  readyz,
  openApi,
]
