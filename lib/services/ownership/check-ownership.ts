import { allow, type Context } from '../../auth/actor'
import { config, isExampleSite } from '../../config'
import { type OwnershipDto, type OwnershipLookDto, provableDomainOf } from '../../contracts/ownership'
import { notifyProject } from '../../db/notify'
import type { Bucket } from '../../db/rate-limit'
import { AppError } from '../../errors'
import { lookAtProof, type ProofLook, type Wanted } from '../../live/look-at-proof'
import { spendAll } from '../limit'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'
import { expiryOf, ownershipOf, type Subject, subjectOf } from './internal'
import { keepProof, noteMiss } from './settle'

type Given = { name: string; method: 'dns' | 'file'; origin?: string | undefined }

const NO_TOKEN = 'There is no token for this name, or it expired unused. Get a new one and publish that'

/** How often a workspace may look, and how often anybody may have one domain looked at. */
function limitsOf({ workspaceId }: Context, name: string): Bucket[] {
  const own = { limit: 'ownership.check', key: workspaceId } as const
  const domain = provableDomainOf(name) ?? name
  if (isExampleSite(domain) || config().LR_TEST_NETWORK) return [own]
  return [own, { limit: 'target.ownership', key: domain }]
}

/** What to look for, or `conflict` where there is no token to look for. */
async function wantedOf(context: Context, subject: Subject): Promise<Wanted> {
  const { workspaceId } = context
  const row = await inContext(context, (tx) =>
    tx.ownershipToken.findUnique({ where: { workspaceId_name: { workspaceId, name: subject.name } } }),
  )
  const expiry = row === null ? undefined : expiryOf(row)
  if (row === null || (expiry && expiry.getTime() <= Date.now())) throw new AppError('conflict', { detail: NO_TOKEN })
  const { name, origin } = subject
  const { token } = row
  return subject.method === 'dns' ? { method: 'dns', name, token } : { method: 'file', name, token, origin }
}

function lookDto(found: ProofLook, { name, method, origin }: Subject): OwnershipLookDto {
  if (found.outcome !== 'proven') {
    const { outcome, code, text, todo, seen } = found
    return { outcome, code, text, todo, seen }
  }
  const what = method === 'dns' ? name : origin
  return {
    outcome: 'proven',
    code: null,
    text: `Found. ${what} is proven to be yours.`,
    todo: 'Leave it in place: we look again every day and right before each active run.',
    seen: [],
  }
}

/** Looks for a record or a file while somebody waits, and keeps what it means. */
export async function checkOwnership(
  context: Context,
  projectId: string,
  { given, signal }: { given: Given; signal: AbortSignal },
): Promise<{ look: OwnershipLookDto; ownership: OwnershipDto }> {
  allow(context, 'ownership.prove')
  const { target } = await inContext(context, (tx) => projectInWorkspace(tx, context, projectId))
  const subject = subjectOf(target, given)
  const wanted = await wantedOf(context, subject)
  await spendAll(limitsOf(context, subject.name))
  const found = await lookAtProof(wanted, { requestId: context.requestId, signal })
  return inContext(context, async (tx) => {
    // The token may have been replaced while we looked; what was found then proves nothing.
    const current = await tx.$queryRaw<{ token: string }[]>`
      select token from ownership_token
      where workspace_id = ${context.workspaceId}::uuid and name = ${subject.name} for update`
    if (current[0]?.token !== wanted.token) throw new AppError('conflict', { detail: NO_TOKEN })
    if (found.outcome === 'proven') await keepProof(tx, context, subject)
    else await noteMiss(tx, context, subject, found)
    await notifyProject(tx, { projectId })
    return { look: lookDto(found, subject), ownership: await ownershipOf(tx, context, { projectId, target }) }
  })
}
