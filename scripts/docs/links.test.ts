import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const pages = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].filter((page) => existsSync(join(ROOT, page)))

const proseOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8').replace(/^```[\s\S]*?^```$/gm, '')

/** Anchors as code hosts make them from headings. */
function anchorsOf(page: string): string[] {
  return [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/\s/g, '-'),
  )
}

function brokenLinks(page: string): string[] {
  const targets = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset|href)="([^"]+)"/g)]
    .map(([, markdown, html]) => markdown ?? html ?? '')
    .filter((target) => !/^(https?|mailto):/.test(target))
  return targets.filter((target) => {
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path))
    if (!existsSync(join(ROOT, file))) return true
    return anchor !== undefined && !anchorsOf(file).includes(anchor)
  })
}

/** Paths of this repository in backticks: `lib/net/guard.ts`, `e2e/targets`. */
function missingPaths(page: string): string[] {
  return [
    ...proseOf(page).matchAll(
      /`((?:app|components|docs|e2e|lib|prisma|public|scripts|server|worker)\/[\w./[\]()-]+)`/g,
    ),
  ]
    .map(([, path = '']) => path)
    .filter((path) => !existsSync(join(ROOT, path)))
}

describe.each(pages)('%s', (page) => {
  it('links to nothing that is missing', () => {
    expect(brokenLinks(page)).toEqual([])
  })

  it('names no file or folder that is missing', () => {
    expect(missingPaths(page)).toEqual([])
  })

  it('names only commands of package.json', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    )
    const named = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)]
    expect(named.map(([, name = '']) => name).filter((name) => scripts[name] === undefined)).toEqual([])
  })
})
