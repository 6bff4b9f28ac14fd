import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const FOLDER = 'e2e/targets/web'

const reportSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() })

export type WebLabTime = { ms: number; passed: number; failed: number }

/** How long the whole laboratory of web checks takes by itself, with the number of its tests. */
export async function webLabTime(): Promise<WebLabTime> {
  const folder = await mkdtemp(join(tmpdir(), 'launch-ready-bench-'))
  const report = join(folder, 'report.json')
  const began = performance.now()
  try {
    const args = [VITEST, 'run', '--project', 'lab', FOLDER, '--reporter=json', `--outputFile=${report}`]
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'ignore' })
    await new Promise<void>((resolve, reject) => child.once('error', reject).once('close', () => resolve()))
    const ms = performance.now() - began
    const { numPassedTests, numFailedTests } = reportSchema.parse(JSON.parse(await readFile(report, 'utf8')))
    return { ms, passed: numPassedTests, failed: numFailedTests }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
