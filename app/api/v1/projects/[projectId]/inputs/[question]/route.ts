import { deleteInput as deleteContract, putInput as putContract } from '@/lib/contracts/input'
import { implement } from '@/lib/http/implement'
import { deleteInput } from '@/lib/services/input/delete-input'
import { putInput } from '@/lib/services/input/put-input'

export const PUT = implement(putContract, ({ context, params, body, caller }) =>
  putInput(context, { ...params, value: body.value, signal: caller.signal }),
)

export const DELETE = implement(deleteContract, ({ context, params }) => deleteInput(context, params))
