import { projectEvents } from '@/lib/contracts/events'
import { implement } from '@/lib/http/implement'
import { streamProject } from '@/lib/http/stream-project'
import { getProject } from '@/lib/services/project/get-project'
import { activeRunIds, readRunRows } from '@/lib/services/run/read-run-rows'

export const dynamic = 'force-dynamic'

export const GET = implement(projectEvents, ({ actor, context, params, query, caller }) =>
  streamProject({
    actor,
    context,
    projectId: params.projectId,
    signal: caller.signal,
    lastEventId: caller.headers.get('last-event-id') ?? query.lastEventId,
    source: {
      project: () => getProject(context, params.projectId),
      activeRunIds: () => activeRunIds(context, params.projectId),
      runRows: (wanted) => readRunRows(context, wanted),
    },
  }),
)
