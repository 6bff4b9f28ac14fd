import type { DocumentFacts } from '../../../evidence/web-documents'
import type { Load } from '../../../evidence/web-facts'
import { type DocumentInput, readDocument } from './document-facts'
import { type ErrorFacts, readErrorPage } from './error-facts'
import { type MapFacts, readMap } from './map-facts'
import { readScript, type ScriptFacts } from './script-facts'
import { readSitemap, type SitemapFacts } from './sitemap-facts'
import { readStyle } from './style-facts'

/** What the parser thread can be asked to read; every answer is bounded and plain. */
export type ParseTask =
  | ({ kind: 'document' } & DocumentInput)
  | { kind: 'script'; text: string; url: string }
  | { kind: 'style'; text: string; url: string }
  | { kind: 'error-page'; text: string; url: string; html: boolean }
  | { kind: 'map'; text: string }
  | { kind: 'sitemap'; text: string }

export type ParseAnswer =
  | { kind: 'document'; facts: DocumentFacts }
  | { kind: 'script'; facts: ScriptFacts }
  | { kind: 'style'; loads: Load[] }
  | { kind: 'error-page'; facts: ErrorFacts }
  | { kind: 'map'; facts: MapFacts }
  | { kind: 'sitemap'; facts: SitemapFacts }

/** Reads one hostile text. Runs in the parser thread only. */
export function runTask(task: ParseTask): ParseAnswer {
  if (task.kind === 'document') return { kind: 'document', facts: readDocument(task) }
  if (task.kind === 'script') return { kind: 'script', facts: readScript(task) }
  if (task.kind === 'error-page') return { kind: 'error-page', facts: readErrorPage(task) }
  if (task.kind === 'map') return { kind: 'map', facts: readMap(task) }
  if (task.kind === 'sitemap') return { kind: 'sitemap', facts: readSitemap(task) }
  return { kind: 'style', loads: readStyle({ text: task.text, url: task.url, context: 'stylesheet' }) }
}
