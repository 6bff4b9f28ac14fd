import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { routes, safeNext } from './routes'

const root = join(import.meta.dirname, '..')

function pages(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name === 'page.tsx')
    .map((entry) => {
      const inside = entry.parentPath.slice(join(root, 'app').length)
      return inside.replace(/\/\([^)]+\)/g, '') || '/'
    })
}

describe('addresses', () => {
  const place = { workspace: '[ws]', project: '[project]' }
  const built = [
    routes.home(),
    routes.signIn(),
    routes.confirmSignIn(),
    routes.signUp(),
    routes.bot(),
    routes.checkDocs(),
    routes.checkDoc('[id]'),
    routes.start(),
    routes.account(),
    routes.projects('[ws]'),
    routes.invite('[token]'),
    routes.members('[ws]'),
    routes.activity('[ws]'),
    routes.myItems('[ws]'),
    routes.workspaceSettings('[ws]'),
    routes.branding('[ws]'),
    routes.notices('[ws]'),
    routes.outbox('[ws]'),
    routes.installation('[ws]'),
    routes.stopMails('[token]'),
    routes.forgotPassword(),
    routes.resetPassword('[token]'),
    routes.newProject('[ws]'),
    routes.project(place),
    routes.stage({ ...place, stage: '[stage]' }),
    routes.check({ ...place, check: '[check]' }),
    routes.run({ ...place, run: '[run]' }),
    routes.sender(place),
    routes.prove(place),
    routes.handover(place),
    routes.pack(place),
    routes.share(place),
    routes.ownership(place),
    routes.map(place),
    routes.documents(place),
    routes.document({ ...place, deliverable: '[deliverable]' }),
    routes.compare(place),
    routes.projectSettings(place),
  ].map((route) => decodeURIComponent(route))

  it.each(built)('%s has a page', (route) => {
    expect(pages(join(root, 'app'))).toContain(route)
  })

  it('are the only spelling: no page is without one', () => {
    expect(pages(join(root, 'app')).sort()).toEqual([...built].sort())
  })

  it('cannot be led astray by a strange value', () => {
    expect(routes.checkDoc('../../etc?x#y')).toBe('/docs/checks/..%2F..%2Fetc%3Fx%23y')
  })

  it('are not written by hand in pages and components', () => {
    const offenders = ['app', 'components']
      .flatMap((folder) => readdirSync(join(root, folder), { withFileTypes: true, recursive: true }))
      .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => existsSync(file) && /href=(?:"\/|\{[`'"]\/)/.test(readFileSync(file, 'utf8')))
    expect(offenders).toEqual([])
  })
})

describe('the page after signing in', () => {
  it.each([
    ['/w/acme/p/1?x=1', '/w/acme/p/1?x=1'],
    ['/account', '/account'],
    [undefined, '/w'],
    ['//evil.test/w', '/w'],
    ['/\\evil.test', '/w'],
    ['https://evil.test/w', '/w'],
    ['javascript:alert(1)', '/w'],
    ['/api/v1/session', '/w'],
    ['/w\n//evil.test', '/w'],
    ['/wrong', '/w'],
  ])('%j leads to %s', (next, expected) => {
    expect(safeNext(next)).toBe(expected)
  })
})
