import { deleteLogo as deleteContract, putLogo as putContract } from '@/lib/contracts/branding'
import { implement } from '@/lib/http/implement'
import { deleteLogo, putLogo } from '@/lib/services/branding/put-branding'

export const PUT = implement(putContract, ({ context, query, body }) =>
  putLogo(context, { clientId: query.clientId, content: body.content }),
)

export const DELETE = implement(deleteContract, ({ context, query }) => deleteLogo(context, query.clientId))
