import { relative } from 'node:path'
import { writeAtomic } from './files.mjs'
import { ROOT } from './paths.mjs'

/** The message and the first places of our own; the runner's frames say nothing. */
function text(error) {
  const frames = String(error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !line.includes('node_modules'))
  return [String(error.message ?? error).slice(0, 2000), ...frames.slice(0, 4)].join('\n')
}

function entryOf(test, file) {
  const result = test.result()
  return {
    name: `${file} > ${test.fullName}`,
    // A test that never got its turn (the run was cut short) has not passed.
    state: result.state === 'pending' ? 'failed' : result.state,
    note: result.note,
    repeated: test.diagnostic()?.flaky === true,
    error: result.errors?.map(text).join('\n'),
  }
}

/** Writes every test with its state and the reason of a skip to the file named by LR_TEST_REPORT. */
export default class Report {
  onTestRunEnd(modules, unhandled) {
    const tests = []
    const errors = unhandled.map(text)
    for (const module of modules) {
      const file = relative(ROOT, module.moduleId)
      for (const test of module.children.allTests()) tests.push(entryOf(test, file))
      for (const suite of module.children.allSuites())
        errors.push(...suite.errors().map((error) => `${file}\n${text(error)}`))
      errors.push(...module.errors().map((error) => `${file}\n${text(error)}`))
    }
    writeAtomic(process.env.LR_TEST_REPORT, JSON.stringify({ tests, errors }))
  }
}
