import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import type { Api } from './support/api'
import { expect, test } from './support/test'

const REGION = { name: 'Launch blockers, in fix order' }

/** What the overview may load before anything can be done, compressed. */
const MOST_SCRIPT_BYTES = 250_000

let home: Promise<string> | undefined

/** The overview of one audited project, made by the first test that needs it. */
function overview(api: Api): Promise<string> {
  home ??= api.auditedProject('brittle', 'Decided').then(({ workspaceSlug, id }) => `/w/${workspaceSlug}/p/${id}`)
  return home
}

/** The page of the first blocker, with the discussion of its first finding open. */
async function openDiscussion(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('region', REGION).locator('[data-row]').first().getByRole('link').first().click()
  await page.getByText('Discussion').first().click()
  await expect(page.getByLabel('Comment').first()).toBeVisible()
}

test('a blocker is given away and moved by the keyboard alone', async ({ page, api }) => {
  test.setTimeout(150_000)
  await page.goto(await overview(api))
  const rows = page.getByRole('region', REGION).locator('[data-row]')
  await expect(rows.first().getByRole('combobox')).toBeVisible()
  const first = (await rows.first().getByRole('link').first().textContent()) ?? ''
  await rows.first().getByRole('link').first().focus()

  // Two keys take it oneself.
  await page.keyboard.press('a')
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('You')
  await page.keyboard.press('Enter')
  await expect(rows.first().getByRole('combobox').locator('option:checked')).not.toHaveText('Assign')

  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByText('Now number 2 of', { exact: false }).first()).toBeVisible()
  await expect(rows.nth(1).getByRole('link').first()).toHaveText(first)
  await expect(rows.nth(1).getByRole('link').first()).toBeFocused()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(rows.first().getByRole('link').first()).toHaveText(first)

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog').getByText('Move the focused blocker up')).toBeVisible()
})

test('a project is archived from its row, can still be read, and comes back', async ({ page, api }) => {
  const project = await api.createProject('steady', 'Put away')
  const list = `/w/${project.workspaceSlug}`
  await page.goto(`${list}?q=Put+away`)
  await page.getByRole('button', { name: 'More for Put away' }).first().click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await expect(page.getByText('No project matches.')).toBeVisible()
  await page.getByRole('link', { name: /Show archived/ }).click()
  await page.getByRole('link', { name: 'Put away' }).first().click()
  await expect(page.getByRole('region', { name: 'Archived' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run audit' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Bring back' }).click()
  await expect(page.getByRole('button', { name: 'Run audit' }).first()).toBeVisible()
})

test('a long and hostile comment stays in its place; a save without a line keeps what was typed', async ({
  page,
  api,
  context,
  trouble,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openDiscussion(page, await overview(api))
  const field = page.getByLabel('Comment').first()
  const send = page.getByRole('button', { name: 'Comment', exact: true }).first()
  await field.fill(`\u202eمرحبا\u2066${'ש'.repeat(3000)}`)
  await send.dblclick()
  await expect(page.locator('bdi', { hasText: '⟨U+202E⟩مرحبا⟨U+2066⟩' })).toHaveCount(1)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

  await field.fill('Ticket 8813 is open')
  await context.setOffline(true)
  await send.click()
  await expect(page.getByText('what you typed is still here').first()).toBeVisible()
  await expect(field).toHaveValue('Ticket 8813 is open')
  await context.setOffline(false)
  await send.click()
  await expect(page.locator('bdi', { hasText: 'Ticket 8813 is open' })).toHaveCount(1)
  await expect(field).toHaveValue('')
  // A browser reports a lost line as an error.
  trouble.length = 0
})

test('the overview loads a bounded amount of script first', async ({ page, api }) => {
  const html = await (await page.request.get(await overview(api))).text()
  const tags = [...html.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => tag).filter((tag) => !/nomodule/i.test(tag))
  const addresses = new Set(tags.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []))
  let bytes = 0
  for (const address of addresses) bytes += gzipSync(await (await page.request.get(address)).body()).length
  test.info().annotations.push({ type: 'script of the overview, compressed', description: `${bytes} bytes` })
  expect(addresses.size).toBeGreaterThan(3)
  expect(bytes).toBeLessThan(MOST_SCRIPT_BYTES)
})
