import { confirmItem as confirmContract, withdrawConfirmation as withdrawContract } from '@/lib/contracts/attestation'
import { implement } from '@/lib/http/implement'
import { confirmItem } from '@/lib/services/attestation/confirm-item'
import { withdrawConfirmation } from '@/lib/services/attestation/withdraw-confirmation'

export const POST = implement(confirmContract, ({ context, params, body }) =>
  confirmItem(context, { ...params, ...body }),
)

export const DELETE = implement(withdrawContract, ({ context, params, body }) =>
  withdrawConfirmation(context, { ...params, ...body }),
)
