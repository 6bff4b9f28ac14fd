import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkIdsOf } from '../roadmaps/derive'
import { items } from '../roadmaps/items'
import { allRoadmaps } from '../roadmaps/roadmap'
import { signals } from '../roadmaps/signals'
import { checkMetas, checks, checksOf, collectors, findCheck, validateRegistry } from './registry'

const lib = fileURLToPath(new URL('..', import.meta.url))

function moduleNames(folder: string): string[] {
  return readdirSync(`${lib}${folder}`)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.replace(/\.ts$/, ''))
    .sort()
}

/** What the roadmaps say of a check: the role it has for each item. */
function placesOf(checkId: string): Record<string, string> {
  const places: Record<string, string> = {}
  for (const [id, item] of Object.entries(items)) {
    if (item.supporting.includes(checkId)) places[id] = 'supporting'
    if (item.required.includes(checkId)) places[id] = 'required'
  }
  return places
}

const goodToHave = new Set(allRoadmaps.flatMap((roadmap) => roadmap.stages.flatMap((stage) => stage.goodToHave)))

describe('registry', () => {
  it('fits together', () => {
    expect(() => validateRegistry()).not.toThrow()
  })

  it('holds every check file under the name of its id', () => {
    expect(checks.map((check) => check.id).sort()).toEqual(moduleNames('checks'))
  })

  it('holds every collector file under the name of its key', () => {
    expect(collectors.map((collector) => collector.token.key.replaceAll('.', '-')).sort()).toEqual(
      moduleNames('collect'),
    )
  })

  it.each(checks.map((check) => [check.id, check] as const))(
    '%s proves exactly the items the roadmaps name it for, or joins some they do not name it for',
    (id, check) => {
      const places = placesOf(id)
      const isNamed = Object.keys(places).length > 0 || goodToHave.has(id)
      if (isNamed) expect({ ...check.covers }).toEqual(places)
      else expect(Object.keys(check.covers)).not.toEqual([])
    },
  )

  it.each(checks.map((check) => [check.id, check] as const))(
    '%s says why, where it is from, and raises known signals',
    (_id, check) => {
      expect(check.why.length).toBeGreaterThan(20)
      expect(check.sources.length).toBeGreaterThan(0)
      for (const source of check.sources) expect(source.url).toMatch(/^https:\/\//)
      for (const signal of check.raises ?? []) expect(Object.keys(signals)).toContain(signal)
      expect(check.title.length).toBeLessThanOrEqual(90)
    },
  )

  it.each(allRoadmaps.map((roadmap) => [roadmap.id, roadmap] as const))(
    '%s shows every check it can run',
    (_id, roadmap) => {
      const shown = new Set(checkIdsOf(roadmap, checkMetas))
      const elsewhere = new Set(allRoadmaps.flatMap((other) => checkIdsOf(other, checkMetas)))
      expect(checks.filter((check) => !elsewhere.has(check.id)).map((check) => check.id)).toEqual([])
      expect(checksOf(roadmap).every((check) => shown.has(check.id))).toBe(true)
    },
  )

  it('finds a check by the id it had before', () => {
    for (const check of checks) for (const former of check.replaces ?? []) expect(findCheck(former)?.id).toBe(check.id)
    expect(findCheck('no-such-check')).toBeUndefined()
  })
})
