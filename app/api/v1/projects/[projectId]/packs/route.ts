import { createPack as createContract, listPacks as listContract } from '@/lib/contracts/pack'
import { implement } from '@/lib/http/implement'
import { createPack } from '@/lib/services/pack/create-pack'
import { listPacks } from '@/lib/services/pack/list-packs'

export const GET = implement(listContract, ({ context, params }) => listPacks(context, params.projectId))

export const POST = implement(createContract, ({ context, params }) => createPack(context, params.projectId))
