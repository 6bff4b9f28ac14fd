import { expect, it } from 'vitest'
import { locationChange } from './location-change'

const QUERY = 'utm_source=lr&x=1%2B2&x=2&empty='
const ASKED = `http://acme.io/lr-check/a%20b%2Fc/?${QUERY}`

it.each([
  ['identical path and query', `https://acme.io/lr-check/a%20b%2Fc/?${QUERY}`, 'same'],
  ['trailing slash removed', `https://acme.io/lr-check/a%20b%2Fc?${QUERY}`, 'same'],
  ['locale in front', `https://acme.io/en/lr-check/a%20b%2Fc/?${QUERY}`, 'same'],
  ['relative to the same host', `/lr-check/a%20b%2Fc?${QUERY}`, 'same'],
  ['pairs in another order', 'https://acme.io/lr-check/a%20b%2Fc/?empty=&x=1%2B2&x=2&utm_source=lr', 'same'],
  ['a pair more', `https://acme.io/lr-check/a%20b%2Fc/?${QUERY}&ref=1`, 'same'],
  ['home page', 'https://acme.io/', 'pathDropped'],
  ['host without path', 'https://acme.io', 'pathDropped'],
  ['home page of a language', 'https://acme.io/en', 'pathDropped'],
  ['home page with the query', `https://acme.io/?${QUERY}`, 'pathDropped'],
  ['another fixed page', 'https://acme.io/welcome', 'pathChanged'],
  ['path kept, no query', 'https://acme.io/lr-check/a%20b%2Fc/', 'queryDropped'],
  ['only the first pair kept', 'https://acme.io/lr-check/a%20b%2Fc/?utm_source=lr', 'queryDropped'],
  ['repeated parameter lost', 'https://acme.io/lr-check/a%20b%2Fc/?utm_source=lr&x=1%2B2&empty=', 'queryDropped'],
  ['space as plus', `https://acme.io/lr-check/a+b%2Fc/?${QUERY}`, 'encoding'],
  ['slash decoded', `https://acme.io/lr-check/a%20b/c/?${QUERY}`, 'encoding'],
  ['encoded twice', `https://acme.io/lr-check/a%2520b%252Fc/?${QUERY}`, 'encoding'],
  ['built from the decoded path', 'https://acme.io/lr-check/a b/c/', 'encoding'],
  ['sign-in page', 'https://app.acme.io/login', 'signIn'],
  ['page that carries the address along', 'https://id.acme.io/start?next=%2Flr-check%2Fa%2520b%252Fc%2F', 'signIn'],
])('%s', (_, location, wanted) => expect(locationChange(ASKED, location)).toBe(wanted))
