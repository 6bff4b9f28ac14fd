import type { DocumentFacts } from '../../../evidence/web-documents'
import type { Load } from '../../../evidence/web-facts'
import { type DocumentInput, readDocument } from './document-facts'
import { readScript, type ScriptFacts } from './script-facts'
import { readStyle } from './style-facts'

/** What the parser thread can be asked to read; every answer is bounded and plain. */
export type ParseTask =
  | ({ kind: 'document' } & DocumentInput)
  | { kind: 'script'; text: string; url: string }
  | { kind: 'style'; text: string; url: string }

export type ParseAnswer =
  | { kind: 'document'; facts: DocumentFacts }
  | { kind: 'script'; facts: ScriptFacts }
  | { kind: 'style'; loads: Load[] }

/** Reads one hostile text. Runs in the parser thread only. */
export function runTask(task: ParseTask): ParseAnswer {
  if (task.kind === 'document') return { kind: 'document', facts: readDocument(task) }
  if (task.kind === 'script') return { kind: 'script', facts: readScript(task) }
  return { kind: 'style', loads: readStyle({ text: task.text, url: task.url, context: 'stylesheet' }) }
}
