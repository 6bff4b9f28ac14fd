import type { Value } from '@/lib/deliverables/doc'

/** What was typed and not saved yet, with the version it was begun on. */
export type Draft = { value: Value; base: number }

/** Only ever written by somebody who types, so it is empty on the server. */
const drafts = new Map<string, Draft>()

/** The name of a part over all projects. */
export function draftKey(place: { project: string; deliverable: string; part: string }): string {
  return `${place.project}/${place.deliverable}/${place.part}`
}

/** What somebody typed here before they went to another page. */
export function keptDraft(key: string): Draft | undefined {
  return drafts.get(key)
}

/** Keeps what is typed while the tab is open; `undefined` forgets it. */
export function keepDraft(key: string, draft: Draft | undefined): void {
  if (draft === undefined) drafts.delete(key)
  else drafts.set(key, draft)
}

/** Whether anything in this tab would be lost if it were closed. */
export function hasDrafts(): boolean {
  return drafts.size > 0
}
