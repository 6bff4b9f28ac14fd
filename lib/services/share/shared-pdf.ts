import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { now } from '../../config'
import type { Transaction } from '../../db/client'
import { enqueueSharedPdf } from '../../db/queue'
import { takePermit } from '../../db/rate-limit'
import { inWorkspace } from '../../db/workspace'
import { type Opened, openShared, type Visitor } from './open-shared'
import { pdfContent } from './pdf-content'

/** A file that is not there after this long was given up: its maker went away more than once. */
const GIVEN_UP_MS = 3 * 60_000
const LOOK_EVERY_MS = 300
/** How long a request waits for its file. */
const WAIT_MS = 15_000

export type SharedPdf =
  | { kind: 'gone' | 'locked' | 'late' | 'failed' }
  /** Asked for too often. */
  | { kind: 'limit'; seconds: number }
  | { kind: 'ready'; name: string; bytes: Uint8Array<ArrayBuffer> }

type Open = Extract<Opened, { kind: 'open' }>
type Wanted = Open['place'] & { text: string; digest: string }

function wantedOf({ page, place }: Open): Wanted {
  const text = JSON.stringify(pdfContent(page, place.createdAt)).toWellFormed().replaceAll('\\u0000', '\ufffd')
  return { ...place, text, digest: createHash('sha256').update(text).digest('hex') }
}

/** A name from letters and digits of the domain only. */
function nameOf({ page }: Open): string {
  return `launch-readiness-${page.document.domain.replace(/[^a-z0-9.-]/gi, '').slice(0, 60)}.pdf`
}

type Row = { state: string; pdf: Uint8Array<ArrayBuffer> | null; askedAt: Date }

function find({ workspaceId, linkId, digest }: Wanted): Promise<Row | null> {
  return inWorkspace({ workspaceId, role: 'app' }, (tx) =>
    tx.sharedPdf.findFirst({
      where: { workspaceId, linkId, digest },
      select: { state: true, pdf: true, askedAt: true },
    }),
  )
}

function isMaking({ state, askedAt }: Row): boolean {
  return state === 'making' && now() - askedAt.getTime() <= GIVEN_UP_MS
}

/** Queues the making of a file unless somebody else did just now: many readers may ask at once. */
async function claim(tx: Transaction, { workspaceId, linkId, digest, text }: Wanted): Promise<void> {
  const at = new Date(now())
  const given = new Date(now() - GIVEN_UP_MS)
  const rows = await tx.$queryRaw<{ claimed: boolean }[]>`
    insert into shared_pdf (link_id, workspace_id, digest, state, content, asked_at)
    values (${linkId}::uuid, ${workspaceId}::uuid, ${digest}, 'making', ${text}, ${at}::timestamptz)
    on conflict (link_id) do update
      set digest = excluded.digest, state = 'making', content = excluded.content, pdf = null, asked_at = excluded.asked_at
      where shared_pdf.digest <> excluded.digest or shared_pdf.state = 'failed'
        or (shared_pdf.state = 'making' and shared_pdf.asked_at < ${given}::timestamptz)
    returning true as claimed`
  if (rows.length > 0) await enqueueSharedPdf(tx, { workspaceId, linkId, digest })
}

/**
 * The PDF of a shared page for whoever may read the page: exactly what the page shows at this moment. One that was
 * made before and still says the same is handed out again.
 */
export async function sharedPdf(token: string, visitor: Visitor): Promise<SharedPdf> {
  const opened = await openShared(token, { ...visitor, counts: false })
  if (opened.kind !== 'open') return { kind: opened.kind }
  const wanted = wantedOf(opened)
  let row = await find(wanted)
  if (row === null || (row.pdf === null && !isMaking(row))) {
    const seconds = await takePermit({ limit: 'share-pdf', key: wanted.linkId })
    if (seconds > 0) return { kind: 'limit', seconds }
    await inWorkspace({ workspaceId: wanted.workspaceId, role: 'app' }, (tx) => claim(tx, wanted))
    row = await find(wanted)
  }
  const started = performance.now()
  while (row !== null && isMaking(row) && performance.now() - started < WAIT_MS) {
    await sleep(LOOK_EVERY_MS)
    row = await find(wanted)
  }
  if (row?.pdf != null) return { kind: 'ready', name: nameOf(opened), bytes: row.pdf }
  return { kind: row?.state === 'failed' ? 'failed' : 'late' }
}
