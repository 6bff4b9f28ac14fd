import { describe, expect, it } from 'vitest'
import { readLoginFacts } from './login-facts'

const URL_OF_PAGE = 'https://acme.io/login'
const read = (text: string) => readLoginFacts(text, URL_OF_PAGE)

describe('readLoginFacts', () => {
  it('finds the fields and where they are sent', () => {
    const text =
      '<form action="/session"><input type="email"><input type=password></form><form action="/search"><input name=q></form>'
    expect(read(text)).toMatchObject({ password: true, account: true, actions: ['https://acme.io/session'] })
  })

  it('takes the page itself where a form names no target', () => {
    expect(read('<form><input type=password>').actions).toEqual([URL_OF_PAGE])
  })

  it.each([
    '<button>Continue with <b>GitHub</b></button>',
    '<a href="/api/auth/signin/google"><svg></svg></a>',
    '<a href="/sso/start">Use SSO</a>',
  ])('knows the button of a sign-in service: %s', (text) => {
    expect(read(text).providers).toHaveLength(1)
  })

  it.each([
    ['by its text', '<a href="/x">Log in</a>', 'https://acme.io/x'],
    ['by its address', '<a href="https://app.acme.io/signin"><img></a>', 'https://app.acme.io/signin'],
    ['by its label', '<a href="/me" aria-label="Sign in"></a>', 'https://acme.io/me'],
    ['not a logo', '<a href="/">Acme</a>', ''],
    ['not a mail address', '<a href="mailto:login@acme.io">login help</a>', ''],
    ['not a hidden one', '<template><a href="/login">Sign in</a></template>', ''],
  ])('finds the link to a sign-in page: %s', (_, text, link) => {
    expect(read(text).link).toBe(link)
  })

  it('does not break on nonsense', () => {
    expect(read(`${'<a>'.repeat(5000)}<form>${'<input type=password '.repeat(100)}`).textLength).toBe(0)
  })
})
