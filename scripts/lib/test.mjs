import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Children } from './children.mjs'
import { DATA } from './paths.mjs'
import { identify } from './process.mjs'
import { closingLine, sum, tally } from './results.mjs'
import { fail, Plain, say } from './say.mjs'
import { chosenSteps, STEPS } from './test-steps.mjs'

const RUNS = join(DATA, 'test')

async function runStep(name, context) {
  const began = performance.now()
  let counts
  try {
    counts = await STEPS[name](context)
  } catch (error) {
    const text = error instanceof Plain ? error.message : (error.stack ?? String(error))
    counts = tally({ failed: 1, failures: [`${name}: ${text}`] })
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(`${name}: ${counts.passed + counts.failed + counts.skipped === 0 ? 'done' : closingLine(counts)} (${seconds} s)`)
  for (const failure of counts.failures) process.stdout.write(`\nFAILED ${failure}\n`)
  for (const repeat of counts.repeats) process.stdout.write(`\n  passed at the second try: ${repeat}\n`)
  for (const skip of counts.skips) process.stdout.write(`  skipped ${skip}\n`)
  return counts
}

/** Removes what killed runs left. */
function sweepRuns() {
  for (const name of existsSync(RUNS) ? readdirSync(RUNS) : []) {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1])
    if (pid > 0 && !identify(pid)) rmSync(join(RUNS, name), { recursive: true, force: true })
  }
}

/** The proof sees no setting of the machine it runs on: a database or a mail server named there is not for tests. */
function forgetSettings(env) {
  for (const name of Object.keys(env)) {
    if (/^(LR_|NEXTAUTH_|GITHUB_(ID|SECRET)$|GOOGLE_(ID|SECRET)$|DATABASE_URL$|NODE_ENV$)/.test(name)) delete env[name]
  }
}

/** Runs the proof and sets the exit code: 0 only when every step ran and nothing failed. */
export async function runTests(args) {
  let names
  try {
    names = chosenSteps(args)
  } catch (error) {
    return fail(new Plain(error.message))
  }
  forgetSettings(process.env)
  process.env.NO_COLOR = '1'
  const children = new Children()
  await Children.sweep()
  sweepRuns()
  const folder = join(RUNS, `run-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const stop = async () => {
    await children.stop(5000)
    process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  const results = []
  for (const name of names) {
    results.push(await runStep(name, { children, folder }))
    if (name === 'install' && results[0].failed > 0) break
  }
  rmSync(folder, { recursive: true, force: true })
  const total = sum(results)
  process.exitCode = total.failed === 0 && results.length === names.length ? 0 : 1
  process.stdout.write(`${closingLine(total)}\n`)
}
