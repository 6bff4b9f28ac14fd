import { createProject as createContract, listProjects as listContract } from '@/lib/contracts/project'
import { implement } from '@/lib/http/implement'
import { createProject } from '@/lib/services/project/create-project'
import { listProjects } from '@/lib/services/project/list-projects'

export const GET = implement(listContract, ({ context, query }) => listProjects(context, query))

export const POST = implement(createContract, ({ context, body }) => createProject(context, body))
