import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { HOST_ROLES, targetSchema, URL_PURPOSES } from '../../lib/engine/target'
import { readCall, USAGE } from '../check/options'
import { fileBlocks } from './code-blocks'

const page = readFileSync(fileURLToPath(new URL('../../docs/command-line.md', import.meta.url)), 'utf8')

const flagsOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag))].sort()

/** The rows of the options table alone: the page also mentions flags of other programs. */
function optionRows(): string {
  return page.split('## Options')[1]?.split('\n\n')[1] ?? ''
}

describe('docs/command-line.md', () => {
  it('explains every option of the command, and none that does not exist', () => {
    const known = flagsOf(USAGE.replace('--silent', ''))
    expect(flagsOf(optionRows())).toEqual(known)
  })

  it('shows a project file that the command accepts, with every key', () => {
    const [block] = fileBlocks(page)
    const folder = mkdtempSync(join(tmpdir(), 'launch-ready-docs-'))
    try {
      const file = join(folder, 'project.json')
      writeFileSync(file, block?.code ?? '')
      const call = readCall(['--project', file], false)
      const target = call.kind === 'check' ? call.options.target : undefined
      expect(Object.keys(target ?? {}).sort()).toEqual(Object.keys(targetSchema.shape).sort())
      const { profile } = targetSchema.shape
      expect(Object.keys(target?.profile ?? {}).sort()).toEqual(Object.keys(profile.unwrap().shape).sort())
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it.each([...HOST_ROLES, ...URL_PURPOSES])('names the role or purpose %s', (word) => {
    expect(page).toContain(`\`${word}\``)
  })

  it('lists the exit codes of the command', () => {
    const codes = [...page.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => code)
    expect(codes).toEqual(['0', '10', '20', '30', '2'])
    for (const code of codes) expect(USAGE).toMatch(new RegExp(`\\b${code} `))
  })
})
