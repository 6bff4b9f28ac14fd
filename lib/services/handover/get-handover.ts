import { allow, type Context } from '../../auth/actor'
import type { HandoverDto } from '../../contracts/handover'
import { inContext } from '../transaction'
import { loadHandover } from './load-handover'

/** The handover checklist of a project: what is ticked, by whom, what it waits for, and who approves changes. */
export async function getHandover(context: Context, projectId: string): Promise<HandoverDto> {
  allow(context, 'project.read')
  return inContext(context, (tx) => loadHandover(tx, context, projectId))
}
