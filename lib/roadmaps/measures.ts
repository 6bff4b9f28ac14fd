import type { z } from 'zod'
import { type WebAssets, webAssets } from '../evidence/web-assets'
import { webDocuments } from '../evidence/web-documents'
import { type RefreshPage, webRefresh } from '../evidence/web-refresh'

/** Milliseconds until a page begins to answer, or bytes of a page with its own scripts and styles. */
export type Measure = { kind: 'answer-time' | 'page-weight'; subject: string; value: number }

/** One stored piece of evidence; what is not of this version of the product says nothing. */
export type StoredEvidence = { key: string; status: string; version: number; value: unknown }

/** The evidence that holds measures. */
export const MEASURED_IN = [webRefresh.key, webDocuments.key, webAssets.key] as const

/** Fewer loads say more about the network between than about the server. */
const ENOUGH_LOADS = 3

type Token<Value> = { key: string; version: number; schema: z.ZodType<Value> }

function read<Value>(stored: readonly StoredEvidence[], token: Token<Value>): Value | undefined {
  const row = stored.find(
    ({ key, status, version }) => key === token.key && status === 'ok' && version === token.version,
  )
  return row === undefined ? undefined : token.schema.safeParse(row.value).data
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

function answerTime({ url, samples }: RefreshPage): Measure[] {
  const times = samples
    .filter(({ outcome, status }) => outcome === 'answer' && status !== null && status < 500)
    .flatMap(({ timings }) => timings.ttfb ?? [])
  if (times.length < ENOUGH_LOADS) return []
  return [{ kind: 'answer-time', subject: url, value: Math.round(median(times)) }]
}

/** Undefined where a part was not read to its end: a sum without it would look like an improvement. */
function weightOfParts({ assets }: WebAssets, page: number): number | undefined {
  const parts = assets.filter(
    (asset) => asset.page === page && !asset.chunk && (asset.kind === 'script' || asset.kind === 'stylesheet'),
  )
  const isWhole = parts.every(({ outcome, truncated }) => outcome === 'answer' && !truncated)
  return isWhole ? parts.reduce((sum, { bytes }) => sum + bytes, 0) : undefined
}

/** What a run measured: the middle answer time of each homepage, and what the browser has to read of it. */
export function measuresOf(stored: readonly StoredEvidence[]): Measure[] {
  const refresh = read(stored, webRefresh)
  const documents = read(stored, webDocuments)
  const assets = read(stored, webAssets)
  const weights = (documents?.pages ?? []).flatMap((page, index): Measure[] => {
    if (page.purpose !== 'homepage' || page.outcome !== 'page' || page.truncated) return []
    const parts = assets === undefined ? undefined : weightOfParts(assets, index)
    return parts === undefined ? [] : [{ kind: 'page-weight', subject: page.url, value: page.bytes + parts }]
  })
  return [...(refresh?.pages ?? []).flatMap(answerTime), ...weights]
}
