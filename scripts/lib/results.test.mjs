import { expect, test } from 'vitest'
import { closingLine, fromPlaywright, fromVitest, sum, tally } from './results.mjs'

test('counts of vitest: a file that cannot be loaded is a failure, a skip tells why', () => {
  const counts = fromVitest({
    tests: [
      { name: 'a', state: 'passed' },
      { name: 'b', state: 'failed', error: 'expected 1 to be 2' },
      { name: 'c', state: 'skipped', note: 'Knot is not installed' },
      { name: 'd', state: 'skipped' },
    ],
    errors: ['lib/x.test.ts\nCannot find module'],
  })
  expect(counts).toMatchObject({ passed: 1, failed: 2, skipped: 2 })
  expect(counts.skips).toEqual(['c: Knot is not installed', 'd: no reason given'])
  expect(counts.failures[0]).toBe('b\nexpected 1 to be 2')
})

test('counts of Playwright: nested suites, skips with their description, errors outside of tests', () => {
  const counts = fromPlaywright({
    suites: [
      {
        title: 'flow.spec.ts',
        specs: [{ title: 'top', tests: [{ status: 'expected' }] }],
        suites: [
          {
            title: 'inner',
            specs: [
              {
                title: 'skips',
                tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no mail here' }] }],
              },
              { title: 'breaks', tests: [{ status: 'unexpected', results: [{ errors: [{ message: 'boom' }] }] }] },
              {
                title: 'second try',
                tests: [
                  {
                    status: 'flaky',
                    results: [{ errors: [{ message: 'too late' }, { message: 'click', snippet: '> 4 |' }] }, {}],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
    errors: [{ message: 'no tests found' }],
  })
  expect(counts).toMatchObject({ passed: 2, failed: 2, skipped: 1 })
  expect(counts.skips).toEqual(['flow.spec.ts > inner > skips: no mail here'])
  expect(counts.repeats).toEqual(['flow.spec.ts > inner > second try\ntoo late\nclick\n> 4 |'])
  expect(counts.failures).toEqual(['flow.spec.ts > inner > breaks\nboom', 'no tests found'])
})

test('the closing line sums all steps', () => {
  const total = sum([tally({ passed: 2 }), tally({ failed: 1, skipped: 3 }), tally()])
  expect(closingLine(total)).toBe('2 passed, 1 failed, 3 skipped')
})
