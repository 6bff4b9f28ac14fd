import { allow, type Context } from '../../auth/actor'
import type { SuggestionsDto } from '../../contracts/suggestion'
import { notifyProject } from '../../db/notify'
import { invalidField } from '../../errors'
import { recheck } from '../input/internal'
import { lockProject } from '../project/lock-project'
import { audit, inContext } from '../transaction'
import { DISMISSED, dismissedOf, writeDismissed } from './dismissed'
import { suggestionsIn } from './list-suggestions'

const MAX_DISMISSED = 200

/** Sets a name aside for everybody, or brings it back. Doing it twice changes nothing. */
export async function dismissSuggestion(
  context: Context,
  { projectId, name, dismissed }: { projectId: string; name: string; dismissed: boolean },
): Promise<SuggestionsDto> {
  allow(context, 'project.update')
  const { suggestions, isNew } = await inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    const place = { workspaceId: context.workspaceId, projectId }
    const before = await dismissedOf(tx, place)
    const isNew = before.includes(name) !== dismissed
    if (isNew) {
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
    return { suggestions: await suggestionsIn(tx, context, projectId), isNew }
  })
  // What says that the list of names is incomplete is judged again without it.
  if (isNew) await recheck(context, projectId, DISMISSED)
  return suggestions
}
