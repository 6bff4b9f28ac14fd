import { randomUUID } from 'node:crypto'
import type { Transaction } from '../../lib/db/client'
import { inWorkspace } from '../../lib/db/workspace'
import { checkMetas } from '../../lib/registry/registry'
import { checkIdsOf } from '../../lib/roadmaps/derive'
import { roadmaps } from '../../lib/roadmaps/roadmap'

type Seed = {
  workspaceId: string
  projects: number
  /** Stored results of each project; runs are made until there are this many. */
  results: number
  /** Called with how many projects there are. */
  onProject?: (made: number) => void
}

const CLIENTS = ['Northwind', 'Fabrikam', 'Contoso', 'Adatum']
/** Every project fails another share of its checks; one in four fails none. */
const FAIL_EVERY = [3, 9, 40, 0]

const roadmap = roadmaps.creator
const checkIds = checkIdsOf(roadmap, checkMetas).filter((id) => checkMetas.some((meta) => meta.id === id))

async function makeClients(tx: Transaction, workspaceId: string): Promise<string[]> {
  const data = CLIENTS.map((name) => ({ id: randomUUID(), workspaceId, name }))
  await tx.client.createMany({ data })
  return data.map(({ id }) => id)
}

type Place = { workspaceId: string; projectId: string; domain: string }

async function makeProject(tx: Transaction, { workspaceId, projectId, domain }: Place, clientId: string | null) {
  const launchAt = `2027-0${1 + (projectId.charCodeAt(0) % 9)}-15`
  await tx.project.createMany({
    data: [
      {
        id: projectId,
        workspaceId,
        name: domain,
        domain,
        roadmap: roadmap.id,
        clientId,
        profile: clientId === null ? {} : { launchAt },
      },
    ],
  })
  await tx.host.createMany({ data: [{ workspaceId, projectId, name: domain, role: 'apex', position: 0 }] })
}

/** A finished full run `age` days ago with the first `count` checks of the roadmap; each says one thing. */
async function makeRun(
  tx: Transaction,
  { workspaceId, projectId, domain, age, count, failEvery }: Place & { age: number; count: number; failEvery: number },
): Promise<void> {
  const runId = randomUUID()
  const at = new Date(Date.now() - age * 86_400_000 - 60_000)
  const ids = checkIds.slice(0, count)
  await tx.run.createMany({
    data: [
      {
        id: runId,
        workspaceId,
        projectId,
        kind: 'full',
        status: 'finished',
        trigger: 'person',
        roadmap: roadmap.id,
        scope: { kind: 'full' },
        target: { domain, hosts: [{ name: domain, role: 'apex' }], urls: [], sending: [], profile: {} },
        checks: ids,
        engineVersion: 'seed',
        seq: ids.length,
        attempt: 1,
        createdAt: at,
        startedAt: at,
        finishedAt: at,
      },
    ],
  })
  await tx.$executeRaw`
    insert into check_result
      (workspace_id, project_id, run_id, check_id, check_version, verdict, impact, evidence, ms, seq, judged_at)
    select ${workspaceId}::uuid, ${projectId}::uuid, ${runId}::uuid, c.id, 1,
      case when ${failEvery}::int > 0 and c.place % greatest(${failEvery}::int, 1) = 0 then 'fail' else 'pass' end,
      'high', array['dns.zone'], 12, c.place::int, ${at}::timestamptz
    from unnest(${ids}::text[]) with ordinality as c(id, place)`
  await tx.$executeRaw`
    insert into finding (workspace_id, project_id, run_id, check_id, position, fingerprint, verdict, impact, code, params,
      text, subject_kind, subject_id, refs, exhibits, fix)
    select r.workspace_id, r.project_id, r.run_id, r.check_id, 0,
      left(translate(encode(sha256(convert_to(r.check_id, 'UTF8')), 'base64'), '+/', '-_'), 22),
      r.verdict, r.impact, 'invented', '{}'::jsonb, 'An invented finding about ' || ${domain}, 'host', ${domain}, array[]::text[],
      jsonb_build_array(jsonb_build_object('kind', 'text', 'title', 'Invented', 'text', repeat('observed ', 100))),
      case when r.verdict = 'fail' then jsonb_build_object('effort', 'M', 'steps', jsonb_build_array('Repair it')) end
    from check_result r where r.workspace_id = ${workspaceId}::uuid and r.run_id = ${runId}::uuid`
}

/** Projects with runs that never happened: for looking at long lists and measuring them. */
export async function seedProjects({ workspaceId, projects, results, onProject = () => {} }: Seed): Promise<void> {
  const clients = await inWorkspace({ workspaceId, role: 'app' }, (tx) => makeClients(tx, workspaceId))
  for (let index = 0; index < projects; index += 1) {
    const place = { workspaceId, projectId: randomUUID(), domain: `shop${index + 1}.acme.io` }
    await inWorkspace({ workspaceId, role: 'app' }, async (tx) => {
      await makeProject(tx, place, clients[index % (clients.length + 1)] ?? null)
      for (let made = 0; made < results; made += checkIds.length) {
        const count = Math.min(checkIds.length, results - made)
        // The last run made is the newest and holds every check it can.
        const age = Math.floor((results - made) / checkIds.length)
        await makeRun(tx, { ...place, age, count, failEvery: FAIL_EVERY[index % FAIL_EVERY.length] ?? 0 })
      }
    })
    onProject(index + 1)
  }
}
