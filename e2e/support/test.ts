import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect, request as requests } from '@playwright/test'
import { signIn } from './account'
import { Api } from './api'

type PerWorker = { session: string; api: Api }
type PerTest = { trouble: string[] }

/**
 * Pages of these tests are signed in. What a page reports on its console, and each request that leaves
 * for another host, is collected and fails the test at its end.
 */
export const test = base.extend<PerTest, PerWorker>({
  session: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern.
    async ({}, use, info) => {
      const { baseURL = '', outputDir } = { baseURL: info.project.use.baseURL, outputDir: info.project.outputDir }
      const folder = join(outputDir, 'sessions')
      mkdirSync(folder, { recursive: true })
      const path = join(folder, `worker-${info.workerIndex}.json`)
      const context = await requests.newContext({ baseURL })
      await signIn(context, { baseURL, place: info.parallelIndex })
      await context.storageState({ path })
      await context.dispose()
      await use(path)
    },
    { scope: 'worker' },
  ],
  api: [
    async ({ session }, use, info) => {
      const baseURL = info.project.use.baseURL ?? ''
      const context = await requests.newContext({ baseURL, storageState: session })
      await use(new Api(context, new URL(baseURL).origin))
      await context.dispose()
    },
    { scope: 'worker' },
  ],
  storageState: ({ session }, use) => use(session),
  trouble: [
    async ({ context, baseURL }, use) => {
      const found: string[] = []
      const origin = new URL(baseURL ?? '').origin
      context.on('console', (message) => {
        if (message.type() === 'error') found.push(message.text())
      })
      context.on('weberror', (error) => found.push(error.error().message))
      context.on('request', (request) => {
        if (request.url().endsWith('/api/csp-report')) found.push(`content policy: ${request.postData() ?? ''}`)
        if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) found.push(request.url())
      })
      await use(found)
      expect(found).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
