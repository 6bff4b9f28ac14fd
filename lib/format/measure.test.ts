import { expect, test } from 'vitest'
import { formatBytes, formatMilliseconds } from './measure'

test.each([
  [0, '0 ms'],
  [480.4, '480 ms'],
  [9999, '9999 ms'],
  [12_400, '12 s'],
])('%s ms reads %s', (value, words) => expect(formatMilliseconds(value)).toBe(words))

test.each([
  [812, '812 B'],
  [41_200, '41 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [4_130_000, '4.1 MB'],
])('%s bytes read %s', (value, words) => expect(formatBytes(value)).toBe(words))
