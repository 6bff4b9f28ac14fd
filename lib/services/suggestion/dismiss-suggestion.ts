import { allow, type Context } from '../../auth/actor'
import type { SuggestionsDto } from '../../contracts/suggestion'
import { notifyProject } from '../../db/notify'
import { invalidField } from '../../errors'
import { lockProject } from '../project/lock-project'
import { audit, inContext } from '../transaction'
import { dismissedOf, writeDismissed } from './dismissed'
import { suggestionsIn } from './list-suggestions'

const MAX_DISMISSED = 200

/** Sets a name aside for everybody, or brings it back. Doing it twice changes nothing. */
export async function dismissSuggestion(
  context: Context,
  { projectId, name, dismissed }: { projectId: string; name: string; dismissed: boolean },
): Promise<SuggestionsDto> {
  allow(context, 'project.update')
  return inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    const place = { workspaceId: context.workspaceId, projectId }
    const before = await dismissedOf(tx, place)
    if (before.includes(name) !== dismissed) {
      const value = dismissed ? [...before, name] : before.filter((other) => other !== name)
      if (value.length > MAX_DISMISSED)
        throw invalidField('name', `${MAX_DISMISSED} names are set aside already. Bring one back first`)
      await writeDismissed(tx, context, { projectId, value })
      await audit(tx, context, {
        action: dismissed ? 'suggestion.dismissed' : 'suggestion.restored',
        target: { kind: 'project', id: projectId },
        change: { after: { name } },
      })
      await notifyProject(tx, { projectId })
    }
    return suggestionsIn(tx, context, projectId)
  })
}
