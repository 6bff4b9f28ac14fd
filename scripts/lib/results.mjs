import { stripVTControlCharacters } from 'node:util'

/**
 * What a step contributes: counts, the names of failures with their first lines, the reasons of skips, and
 * what passed only at a second try with what the first one said.
 */
export function tally(part = {}) {
  return { passed: 0, failed: 0, skipped: 0, failures: [], skips: [], repeats: [], ...part }
}

const NO_REASON = 'no reason given'

/** Counts from the list `lib/vitest-report.mjs` writes. A file that could not be loaded counts as one failure. */
export function fromVitest({ tests, errors }) {
  const by = (state) => tests.filter((test) => test.state === state)
  return tally({
    passed: by('passed').length,
    failed: by('failed').length + errors.length,
    skipped: by('skipped').length,
    failures: [...by('failed').map(({ name, error }) => `${name}\n${error ?? ''}`), ...errors].map((text) =>
      text.trimEnd(),
    ),
    skips: by('skipped').map(({ name, note }) => `${name}: ${note || NO_REASON}`),
    repeats: tests.filter((test) => test.repeated).map(({ name, error }) => `${name}\n${error ?? ''}`.trimEnd()),
  })
}

function* specsOf(suite, path = []) {
  for (const spec of suite.specs ?? []) yield { name: [...path, spec.title].join(' > '), tests: spec.tests ?? [] }
  for (const inner of suite.suites ?? []) yield* specsOf(inner, [...path, inner.title])
}

function firstErrors(test) {
  const errors = test.results?.flatMap((result) => result.errors ?? []) ?? []
  // A test that ran out of time says where it stood only in its second error.
  const text = errors.slice(0, 2).map(({ message, snippet }) => [message, snippet].filter(Boolean).join('\n'))
  return stripVTControlCharacters(text.join('\n')).slice(0, 3000)
}

/** Counts from Playwright's JSON report. What passed only at a second try passed, and is named. */
export function fromPlaywright(report) {
  const all = (report.suites ?? []).flatMap((suite) => [...specsOf(suite, [suite.title])])
  const result = tally()
  for (const { name, tests } of all) {
    for (const test of tests) {
      if (test.status === 'skipped') {
        result.skipped += 1
        const reason = test.annotations?.find(({ type }) => type === 'skip' || type === 'fixme')?.description
        result.skips.push(`${name}: ${reason || NO_REASON}`)
      } else if (test.status === 'unexpected') {
        result.failed += 1
        result.failures.push(`${name}\n${firstErrors(test)}`.trimEnd())
      } else {
        result.passed += 1
        if (test.status === 'flaky') result.repeats.push(`${name}\n${firstErrors(test)}`.trimEnd())
      }
    }
  }
  for (const error of report.errors ?? []) {
    result.failed += 1
    result.failures.push(error.message ?? String(error))
  }
  return result
}

/** All steps together. */
export function sum(parts) {
  return parts.reduce(
    (total, part) =>
      tally({
        passed: total.passed + part.passed,
        failed: total.failed + part.failed,
        skipped: total.skipped + part.skipped,
        failures: [...total.failures, ...part.failures],
        skips: [...total.skips, ...part.skips],
        repeats: [...total.repeats, ...part.repeats],
      }),
    tally(),
  )
}

/** The last line of the proof. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
