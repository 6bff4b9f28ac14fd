import { describe, expect, it } from 'vitest'
import { bodyProblem, RateTemplates } from './rate-template'

const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'

describe('what may be sent many times', () => {
  it.each([
    ['login', JSON_TYPE, '{"email":"{{email}}","password":"{{password}}"}'],
    ['login', JSON_TYPE, '{"user":{"login":"{{email}}"},"secret":"{{password}}","remember":false,"tenant":"acme"}'],
    ['login', FORM, 'email={{email}}&password={{password}}&next=%2Fhome'],
    ['signup', JSON_TYPE, '{"email":"{{email}}","name":"Probe"}'],
    ['password-reset', FORM, 'email={{email}}'],
    ['webhook', JSON_TYPE, '{"type":"ping"}'],
    ['webhook', JSON_TYPE, ''],
    ['public-api', JSON_TYPE, ''],
  ] as const)('%s %s %s', (surface, contentType, body) => {
    expect(bodyProblem({ surface, contentType, body })).toBeUndefined()
  })

  it.each([
    ['an address', 'login', JSON_TYPE, '{"email":"ana@acme.io","password":"{{password}}"}', /Name nobody/],
    ['an encoded address', 'login', FORM, 'email=ana%40acme.io&password={{password}}', /Name nobody/],
    ['a user name', 'login', JSON_TYPE, '{"username":"admin","password":"{{password}}"}', /value of username/],
    ['a password', 'login', JSON_TYPE, '{"email":"{{email}}","password":"hunter2"}', /value of password/],
    ['a nested account', 'login', JSON_TYPE, '{"a":[{"userId":"7"}],"p":"{{password}}"}', /value of userId/],
    ['a telephone', 'password-reset', JSON_TYPE, '{"to":"+49 170 1234567","email":"{{email}}"}', /long numbers/],
    ['a third placeholder', 'login', JSON_TYPE, '{"email":"{{email}}","password":"{{token}}"}', /two placeholders/],
    ['no placeholder', 'password-reset', JSON_TYPE, '{"kind":"reset"}', /Put \{\{email\}\}/],
    ['no password', 'login', JSON_TYPE, '{"email":"{{email}}"}', /Put \{\{password\}\}/],
    ['broken JSON', 'login', JSON_TYPE, '{"email":"{{email}}"', /no JSON/],
    ['a bare string', 'webhook', JSON_TYPE, '"ping"', /no JSON/],
    ['JSON as a form', 'login', FORM, '{"email": "{{email}}"}', /name=value/],
    ['nothing', 'login', JSON_TYPE, '', /Say what is sent/],
    ['a body for what is read', 'public-api', JSON_TYPE, '{}', /only read/],
  ] as const)('not %s', (_, surface, contentType, body, words) => {
    expect(bodyProblem({ surface, contentType, body })).toMatch(words)
  })

  it('names the field that is wrong, and each surface once', () => {
    const wrong = RateTemplates.safeParse({ templates: [{ surface: 'login', body: '{"email":"a@b.io"}' }] })
    expect(wrong.error?.issues[0]?.path).toEqual(['templates', 0, 'body'])
    expect(RateTemplates.safeParse({ templates: [{ surface: 'login' }, { surface: 'login' }] }).success).toBe(false)
    expect(RateTemplates.safeParse({ templates: [{ surface: 'login', requests: 61 }] }).success).toBe(false)
    expect(RateTemplates.safeParse({ templates: [] }).success).toBe(true)
  })
})
