import { expect, it } from 'vitest'
import { parseHsts } from './hsts-header'

it.each([
  ['max-age=31536000', { maxAge: 31_536_000, includeSubDomains: false, preload: false }],
  ['max-age="31536000"; IncludeSubDomains;', { maxAge: 31_536_000, includeSubDomains: true, preload: false }],
  [' ; MAX-AGE = 300 ;; unknown="a;b" ; preload', { maxAge: 300, includeSubDomains: false, preload: true }],
  ['max-age=0', { maxAge: 0, includeSubDomains: false, preload: false }],
])('reads %s', (value, wanted) => expect(parseHsts(value)).toEqual({ valid: true, ...wanted }))

it.each([
  ['includeSubDomains', 'no max-age'],
  ['', 'no max-age'],
  ['max-age=31536000; max-age=1', 'a directive twice'],
  ['max-age=300; includeSubDomains; INCLUDESUBDOMAINS', 'a directive twice'],
  ['max-age=one', 'a max-age that is no number'],
  ['max-age=-1', 'a max-age that is no number'],
  ['max-age', 'a max-age that is no number'],
  ['max-age=300, includeSubDomains', 'a max-age that is no number'],
  ['max age=300', 'a broken directive'],
])('refuses %j', (value, problem) => expect(parseHsts(value)).toEqual({ valid: false, problem }))
