import { lookAtInstallation as contract } from '@/lib/contracts/installation'
import { implement } from '@/lib/http/implement'
import { lookAtInstallation } from '@/lib/services/installation/look-at-installation'

export const POST = implement(contract, ({ context, caller }) => lookAtInstallation(context, { signal: caller.signal }))
