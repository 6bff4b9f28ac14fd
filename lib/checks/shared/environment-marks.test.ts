import { describe, expect, it } from 'vitest'
import { environmentMarks, environmentMarksOfPage } from './environment-marks'

const KEY = `pk_test_${'51Hx9kQmZr4TnWbv8'}`

describe('environmentMarks', () => {
  it.each<[string, string, string[], string[]]>([
    ['API on localhost', 'fetch("http://localhost:3000/api")', ['http://localhost:3000/api'], []],
    ['tunnel', 'const api="https://abcd.ngrok-free.app/v1"', ['https://abcd.ngrok-free.app/v1'], []],
    ['staging host with path', 'x("https://staging.acme.io/api")', ['https://staging.acme.io/api'], []],
    ['API of the staging host', 'x("https://api.staging.acme.io/v1")', ['https://api.staging.acme.io/v1'], []],
    ['API named after staging', 'x("https://api-staging.acme.io/v1")', ['https://api-staging.acme.io/v1'], []],
    ['staging named before the API', 'x("https://staging-api.acme.io/v1")', ['https://staging-api.acme.io/v1'], []],
    ['API of developers', 'x("https://api-dev.acme.io/v1")', ['https://api-dev.acme.io/v1'], []],
    ['name that ends in .dev', 'x("https://web.dev/articles")', [], []],
    ['words that begin alike', 'x("https://developer.acme.io/v1","https://devices.acme.io/v1")', [], []],
    ['bare localhost of a library', 'if(location.hostname==="localhost")', [], []],
    ['default of a library', 'const u="http://localhost:9999"', [], []],
    ['localhost without port and path', 'new URL(a,"http://localhost")', [], []],
    ['test key', `stripe("${KEY}")`, [], ['stripe-or-clerk']],
    ['live key', `stripe("${KEY.replace('test', 'live')}")`, [], []],
    ['key of the documentation', 'stripe("pk_test_TYooMQauvdEDq54NiTphI7jx")', [], []],
    ['development instance', '"brave-fox-1.clerk.accounts.dev"', [], ['clerk']],
    ['suffix list of a library', '".clerk.accounts.dev"', [], []],
    ['emulator', 'connectAuthEmulator(auth, "http://localhost:9099")', [], ['firebase']],
  ])('%s', (_name, text, inner, rules) => {
    const marks = environmentMarks(text)
    expect(marks.innerUrls).toEqual(inner)
    expect(marks.testAccounts.map(({ rule }) => rule)).toEqual(rules)
    expect(JSON.stringify(marks)).not.toContain(KEY.slice(10))
  })

  it('reads the scripts of a page and not its prose', () => {
    expect(environmentMarksOfPage(`<p>"${KEY}"</p><script>a()</script>`).testAccounts).toEqual([])
    expect(environmentMarksOfPage(`<script>a("${KEY}")</script>`).testAccounts).toHaveLength(1)
  })
})
