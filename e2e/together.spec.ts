import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/test'

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? ''
}

/** Parts far down the page are made when they come into view; what is made above them moves them on. */
async function scrollTo(page: Page, id: string): Promise<void> {
  await expect(async () => {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded({ timeout: 1000 })
    await expect(page.locator(`#${id}`).getByRole('heading').first()).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 30_000 })
}

const BEN = { password: 'copper meadow tulip signal' }

test('an invited person signs up by the link, and decisions of one show to the other', async ({
  page,
  api,
  browser,
  baseURL,
}) => {
  test.setTimeout(150_000)
  const { slug } = await api.workspace()
  const project = await api.auditedProject('brittle', 'Decided together')
  const home = `/w/${slug}/p/${project.id}`

  await page.goto(`/w/${slug}/members`)
  await page.getByLabel('Role', { exact: true }).selectOption('member')
  await page.getByRole('button', { name: 'Create invitation' }).click()
  const link = await textOf(page.getByText(/\/invite\/lri_/))

  const theirs = await browser.newContext({ baseURL: baseURL ?? '', storageState: { cookies: [], origins: [] } })
  const other = await theirs.newPage()
  await other.goto(link)
  await expect(other.getByText(/You are invited to .* as member\./)).toBeVisible()
  const email = `ben-${Date.now()}@acme.io`
  await other.getByLabel('Email').fill(email)
  await other.getByLabel('Password').first().fill(BEN.password)
  await other.getByRole('button', { name: 'Create account' }).click()
  await expect(other).toHaveURL(new RegExp(`/w/${slug}$`))
  await other.goto(link)
  await expect(other.getByRole('heading', { name: 'This invitation has ended' })).toBeVisible()

  await page.reload()
  await expect(page.getByText(email)).toBeVisible()

  // Somebody becomes the owner of the first blocker; the other sees it without doing anything.
  await other.goto(home)
  await page.goto(home)
  const mine = page.getByRole('region', { name: 'Launch blockers, in fix order' })
  const seen = other.getByRole('region', { name: 'Launch blockers, in fix order' })
  await mine.getByLabel('Owner of blocker 1', { exact: true }).selectOption({ label: email })
  await expect(seen.getByLabel('Owner of blocker 1', { exact: true }).locator('option:checked')).toHaveText(email)

  // The order is changed by a button and comes back by another.
  const second = await textOf(mine.locator('[data-row]').nth(1).getByRole('link').first())
  await mine.getByRole('button', { name: 'Move blocker 2 up', exact: true }).click()
  await expect(mine.locator('[data-row]').first().getByRole('link').first()).toHaveText(second)
  await expect(seen.locator('[data-row]').first().getByRole('link').first()).toHaveText(second)
  await mine.getByRole('button', { name: 'Use suggested order' }).click()
  await expect(mine.locator('[data-row]').nth(1).getByRole('link').first()).toHaveText(second)

  // What is assigned stands on the page of the person, and a comment reaches both.
  await other.goto(`/w/${slug}/mine`)
  await other.getByRole('main').getByRole('listitem').getByRole('link').first().click()
  await expect(other.getByText('Only admins and owners can accept a risk.').first()).toBeVisible()
  await other.getByText('Discussion').first().click()
  await other.getByLabel('Comment').first().fill('Ticket 8812 is open')
  await other.getByRole('button', { name: 'Comment', exact: true }).first().click()
  await expect(other.getByText('Ticket 8812 is open')).toBeVisible()
  await theirs.close()
})

test('accepting a risk takes it out of the answer until it is taken back', async ({ page, api, trouble }) => {
  const project = await api.auditedProject('brittle', 'With a risk')
  const home = `/w/${project.workspaceSlug}/p/${project.id}`
  await page.goto(home)
  const blockers = page.getByRole('region', { name: 'Launch blockers, in fix order' })
  const before = await blockers.locator('[data-row]').count()
  const title = await textOf(blockers.locator('[data-row]').last().getByRole('link').first())
  await blockers.locator('[data-row]').last().getByRole('link').first().click()
  const count = await page.getByRole('button', { name: 'Accept this risk…' }).count()
  await page.getByRole('button', { name: 'Accept this risk…' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('too short')
  await dialog.getByRole('button', { name: 'Accept this risk' }).click()
  await expect(dialog.getByText('Give a reason of at least 20 characters')).toBeVisible()
  await expect(dialog.getByLabel('Reason')).toHaveValue('too short')
  await dialog.getByLabel('Reason').fill('The provider moves us next week')
  await dialog.getByRole('button', { name: 'Accept this risk' }).click()
  await expect(page.getByText(/accepted this risk until/)).toBeVisible()

  await page.goto(home)
  const accepted = page.getByRole('region', { name: 'Accepted risks' })
  await expect(accepted.getByRole('listitem')).toHaveCount(1)
  if (count === 1) {
    await expect(accepted.getByText(title)).toBeVisible()
    await expect(blockers.locator('[data-row]')).toHaveCount(before - 1)
  }
  await accepted.getByRole('link').first().click()
  await page.getByRole('button', { name: 'Take back' }).first().click()
  await expect(page.getByText(/accepted this risk until/)).toHaveCount(0)
  // A browser reports the refusal of the short reason as an error.
  trouble.splice(0, trouble.length, ...trouble.filter((text) => !text.includes('400')))
})

test('the sprint clock runs, pauses with a reason, and shows what each phase misses', async ({ page, api }) => {
  const project = await api.auditedProject('brittle', 'In a sprint')
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}`)
  const sprint = page.getByRole('region', { name: '48-hour sprint' })
  await scrollTo(page, 'sprint')
  await sprint.getByRole('button', { name: 'Start the clock' }).click()
  await expect(sprint.getByRole('timer')).toHaveText(/^4[78]:\d\d:\d\d$/)
  await expect(sprint.getByText('Give every blocker an owner')).toBeVisible()
  await sprint.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('Waiting for the registrar')
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click()
  await expect(sprint.getByText('Waiting for the registrar')).toBeVisible()
  const left = await textOf(sprint.getByRole('timer'))
  await page.reload()
  await scrollTo(page, 'sprint')
  await expect(sprint.getByRole('timer')).toHaveText(left)
})

test('the palette goes to a stage by typing', async ({ page, api }) => {
  const project = await api.createProject('brittle', 'By keyboard alone')
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}`)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('secure secrets')
  await expect(page.getByRole('option').first()).toContainText('Secure secrets')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/stages\/secrets$/)
})

test('a document is made, copied as Markdown, and two moments are compared', async ({ page, api, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const project = await api.readProject('brittle')
  const home = `/w/${project.workspaceSlug}/p/${project.id}`
  await page.goto(`${home}/stages/edge`)
  await page.getByRole('link', { name: 'Open Edge configuration' }).click()
  await expect(page.getByRole('heading', { name: 'Cache rules that are safe' })).toBeVisible()
  await page.getByRole('button', { name: 'Copy as Markdown' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`# Edge configuration, ${project.name}`)
  await page.goto(`${home}/compare`)
  await expect(page.getByText(/still open/).first()).toBeVisible()
})
