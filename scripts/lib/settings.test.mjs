import { expect, test } from 'vitest'
import { isRecent } from './node24.mjs'
import { usesOneRole, workingRoles } from './roles.mjs'
import { listenAddress, serverEnv } from './settings.mjs'
import { mayRestart } from './supervise.mjs'

test.each([
  [{}, { host: '127.0.0.1', port: 3000, loopback: true, url: 'http://127.0.0.1:3000' }],
  [
    { LR_PORT: '8080', LR_HOST: '0.0.0.0' },
    { loopback: false, probeHost: '127.0.0.1', url: 'http://127.0.0.1:8080' },
  ],
  [{ LR_HOST: '::1' }, { loopback: true, probeHost: '[::1]' }],
  [{ NEXTAUTH_URL: 'https://ready.example.com' }, { url: 'https://ready.example.com' }],
])('%o is where the server listens', (env, expected) => {
  expect(listenAddress(env)).toMatchObject(expected)
})

test.each(['x', '70000', '-1', '3.5'])('LR_PORT=%s is refused by name', (port) => {
  expect(() => listenAddress({ LR_PORT: port })).toThrow(/LR_PORT/)
})

test('the server never sees the owner of the tables, and own settings win over made ones', () => {
  const address = listenAddress({})
  const secrets = { nextauthSecret: 's', keys: 'k', setupToken: 't' }
  const env = { LR_OWNER_DATABASE_URL: 'o', LR_ADMIN_DATABASE_URL: 'a', LR_KEYS: 'mine', NEXTAUTH_SECRET: '' }
  const made = serverEnv(env, {
    address,
    urls: { app: 'app' },
    secrets,
    development: false,
    demo: { LR_TEST_NETWORK: '1' },
  })
  expect(made).toMatchObject({
    DATABASE_URL: 'app',
    LR_KEYS: 'mine',
    NEXTAUTH_SECRET: 's',
    LR_TEST_NETWORK: '1',
    NODE_ENV: 'production',
  })
  expect(Object.keys(made)).not.toContain('LR_OWNER_DATABASE_URL')
  expect(Object.keys(made)).not.toContain('LR_ADMIN_DATABASE_URL')
  expect(Object.keys(made)).not.toContain('LR_SETUP_TOKEN')
})

test.each([
  ['20.20.2', false],
  ['22.18.0', false],
  ['22.19.0', true],
  ['24.0.0', true],
])('Node.js %s is recent enough: %s', (version, recent) => {
  expect(isRecent(version)).toBe(recent)
})

test('one role for everything is told apart from an owner of its own', () => {
  const app = 'postgresql://lr_app:p@db/lr'
  expect(usesOneRole({ DATABASE_URL: app })).toBe(true)
  expect(usesOneRole({ DATABASE_URL: app, LR_OWNER_DATABASE_URL: app })).toBe(true)
  expect(usesOneRole({ DATABASE_URL: app, LR_OWNER_DATABASE_URL: 'postgresql://lr_owner:p@db/lr' })).toBe(false)
  expect(workingRoles({ DATABASE_URL: 'postgresql://web:p@db/lr' })).toEqual(['web', 'lr_app', 'lr_worker'])
})

test('a part that keeps ending is given up after five times in a minute', () => {
  expect(mayRestart([0, 1000, 2000, 3000], 4000)).toBe(true)
  expect(mayRestart([0, 1000, 2000, 3000, 3500], 4000)).toBe(false)
  expect(mayRestart([0, 1000, 2000, 3000, 3500], 61_500)).toBe(true)
})
