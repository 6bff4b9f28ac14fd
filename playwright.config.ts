import { defineConfig } from '@playwright/test'

const executablePath = process.env.LR_E2E_CHROMIUM || process.env.CHROMIUM_PATH

/** `npm test` starts the product and sets these; by hand: `npm start`, then `npx playwright test`. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '.data/test/playwright',
  // Flows wait for audits most of the time. Side by side they need an installation where anybody may sign up.
  workers: Number(process.env.LR_E2E_WORKERS ?? 1),
  forbidOnly: process.env.CI !== undefined,
  // A machine that stood still for a moment is no fault of the product; the proof names what needed a second try.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 30_000,
    baseURL: process.env.LR_E2E_URL ?? 'http://127.0.0.1:3000',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
