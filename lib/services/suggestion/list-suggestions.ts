import { allow, type Context } from '../../auth/actor'
import { displayName } from '../../contracts/domain'
import type { SuggestionsDto } from '../../contracts/suggestion'
import type { Transaction } from '../../db/client'
import { openSuggestions } from '../../roadmaps/open-suggestions'
import { projectInWorkspace } from '../project/internal'
import { latestEvidence } from '../run/latest-evidence'
import { inContext } from '../transaction'
import { dismissedOf } from './dismissed'

const KEY = 'host.suggestions'

/** The name in its own script, where it has one. */
function displayOf(name: string): string | null {
  const display = displayName(name)
  return display === name ? null : display
}

export async function suggestionsIn(tx: Transaction, context: Context, projectId: string): Promise<SuggestionsDto> {
  const { workspaceId } = context
  const project = await projectInWorkspace(tx, context, projectId)
  const [row] = await latestEvidence(tx, { workspaceId, projectId, keys: [KEY] })
  const open = openSuggestions({
    row,
    hosts: project.target.hosts.map(({ name }) => name),
    dismissed: await dismissedOf(tx, { workspaceId, projectId }),
  })
  if (row === undefined || open === undefined) return { hosts: [], dismissed: [], more: 0, unread: [], at: null }
  const hosts = open.hosts.map((host) => ({ ...host, display: displayOf(host.name) }))
  return { ...open, hosts, at: row.at.toISOString() }
}

/** Hosts the last look met that the project neither lists nor set aside. */
export async function listSuggestions(context: Context, projectId: string): Promise<SuggestionsDto> {
  allow(context, 'project.read')
  return inContext(context, (tx) => suggestionsIn(tx, context, projectId))
}
