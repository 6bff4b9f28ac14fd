import { revokeShareLink, updateShareLink } from '@/lib/contracts/share'
import { implement } from '@/lib/http/implement'
import { revokeLink, updateLink } from '@/lib/services/share/change-link'

export const PATCH = implement(updateShareLink, ({ context, params, body }) => updateLink(context, params, body))

export const DELETE = implement(revokeShareLink, ({ context, params }) => revokeLink(context, params))
