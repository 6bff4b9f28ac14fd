import { getBranding as getContract, putBranding as putContract } from '@/lib/contracts/branding'
import { implement } from '@/lib/http/implement'
import { getBrandingSettings } from '@/lib/services/branding/get-branding'
import { putBranding } from '@/lib/services/branding/put-branding'

export const GET = implement(getContract, ({ context, query }) => getBrandingSettings(context, query.clientId))

export const PUT = implement(putContract, ({ context, query, body }) =>
  putBranding(context, { clientId: query.clientId, choices: body }),
)
