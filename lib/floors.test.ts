import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

/** Versions below these have published advisories that reach us. */
const FLOORS: Record<string, string> = {
  next: '16.3.3',
  react: '19.2.6',
  'react-dom': '19.2.6',
  'next-auth': '4.24.15',
  nodemailer: '7.0.13',
  'ipaddr.js': '2.5.0',
}

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), resolved: z.string().optional() })),
})
const lock = lockSchema.parse(JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')))

function isAtLeast(version: string, floor: string): boolean {
  return version.localeCompare(floor, 'en', { numeric: true }) >= 0
}

describe('lock file', () => {
  it.each(Object.entries(FLOORS))('%s is at least %s', (name, floor) => {
    const version = lock.packages[`node_modules/${name}`]?.version ?? '0'
    expect(isAtLeast(version, floor), version).toBe(true)
  })

  it('names no registry', () => {
    expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
  })
})
