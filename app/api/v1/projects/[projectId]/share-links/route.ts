import { createShareLink, listShareLinks } from '@/lib/contracts/share'
import { implement } from '@/lib/http/implement'
import { createLink } from '@/lib/services/share/change-link'
import { listLinks } from '@/lib/services/share/list-links'

export const GET = implement(listShareLinks, ({ context, params }) => listLinks(context, params.projectId))

export const POST = implement(createShareLink, ({ context, params, body }) =>
  createLink(context, params.projectId, body),
)
