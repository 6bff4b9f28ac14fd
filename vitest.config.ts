import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const rooms = ['app', 'components', 'lib', 'scripts', 'server', 'worker']
const database = ['{app,lib,scripts,server,worker}/**/*.db.test.{ts,mjs}']
const lab = ['{lib,server,worker}/**/*.lab.test.ts', 'e2e/targets/**/*.test.ts']

export default defineConfig({
  resolve: { alias: { '@': root } },
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // As in playwright.config.ts: what passes only at a second try is named by the proof.
    retry: process.env.CI === undefined ? 0 : 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Each module is loaded once per process instead of once per file, which was most of the time.
          isolate: false,
          // Projects with different numbers of workers run one after the other.
          sequence: { groupOrder: 0 },
          include: rooms.map((room) => `${room}/**/*.test.{ts,tsx,mjs}`),
          exclude: ['**/node_modules/**', ...database, ...lab],
        },
      },
      {
        extends: true,
        test: {
          name: 'services',
          sequence: { groupOrder: 1 },
          include: database,
          // Starts a PostgreSQL of its own unless DATABASE_URL and LR_OWNER_DATABASE_URL name one.
          globalSetup: ['scripts/lib/test-database.mjs'],
          setupFiles: ['scripts/lib/fresh-start.mjs'],
          // Each worker has a database of its own; one that was named is used by a file at a time.
          maxWorkers: process.env.LR_OWNER_DATABASE_URL ? 1 : 2,
          env: {
            // A closed port of this machine: no question of these tests leaves it.
            LR_DNS_RESOLVERS: '127.0.0.1:9',
            LR_DNS_AUTHORITY: 'off',
            NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
            LR_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
          },
        },
      },
      // They wait for servers most of the time: more of them than cores run side by side.
      {
        extends: true,
        test: { name: 'lab', include: lab, hookTimeout: 120_000, maxWorkers: 3, sequence: { groupOrder: 2 } },
      },
    ],
  },
})
