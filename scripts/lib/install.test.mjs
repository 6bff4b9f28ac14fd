import { expect, test } from 'vitest'
import { installProblem } from './install.mjs'

const lock = {
  packages: {
    '': { name: 'x' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-darwin': { version: '1.0.0', optional: true },
  },
}
const installed = { packages: { 'node_modules/a': { version: '1.0.0' } } }
const there = () => true

test.each([
  ['nothing is wrong', lock, installed, there, undefined, undefined],
  ['an install that never finished has no list', lock, undefined, there, undefined, 'no finished install'],
  [
    'another version is installed',
    lock,
    { packages: { 'node_modules/a': { version: '0.9.0' } } },
    there,
    undefined,
    'node_modules/a is 0.9.0, wanted 1.0.0',
  ],
  ['a package is not in the list', lock, { packages: {} }, there, undefined, 'node_modules/a is missing'],
  ['a folder was deleted by hand', lock, installed, () => false, undefined, 'node_modules/a is gone'],
  ['the folder comes from another machine', lock, installed, there, 'sunos-sparc', 'installed on sunos-sparc'],
])('%s', (_name, wanted, present, exists, madeOn, problem) => {
  expect(installProblem(wanted, present, exists, madeOn)).toBe(problem)
})
