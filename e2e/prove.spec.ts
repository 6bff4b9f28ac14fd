import type { Browser, Locator, Page } from '@playwright/test'
import { expect, test } from './support/test'

test.describe.configure({ timeout: 240_000 })

type Place = { workspaceSlug: string; id: string }
const proveAddress = ({ workspaceSlug, id }: Place, fragment = '') => `/w/${workspaceSlug}/p/${id}/prove${fragment}`

const answer = (page: Page, text: string): Locator => page.getByText(text, { exact: true })

/** A second person at another machine: a browser of its own, signed in as the first. */
async function secondBrowser(browser: Browser, { session, baseURL }: { session: string; baseURL: string | undefined }) {
  const context = await browser.newContext({ storageState: session, ...(baseURL === undefined ? {} : { baseURL }) })
  return context.newPage()
}

function row(page: Page, id: string): Locator {
  return page.locator(`#${id}`)
}

async function openRow(page: Page, id: string): Promise<Locator> {
  const entry = row(page, id)
  const head = entry.locator('button[aria-controls]')
  // The page may be opening it at this very moment, because its address names the row or the one before was saved.
  await expect(async () => {
    if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click()
    await expect(head).toHaveAttribute('aria-expanded', 'true', { timeout: 1000 })
  }).toPass()
  return entry
}

/** Everything GO waits for, as the page marks it. */
async function neededIds(page: Page): Promise<string[]> {
  const marked = page.locator('[data-prove="open"]').filter({ hasText: 'Needed for GO' })
  return marked.evaluateAll((rows) => rows.map(({ id }) => id))
}

async function confirm(page: Page, id: string, note: string): Promise<void> {
  const entry = await openRow(page, id)
  await entry.getByLabel('What proves it').fill(note)
  await entry.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(entry.locator('button[aria-controls]').getByText('Confirmed', { exact: true })).toBeVisible()
}

/** Asked only where the registry could not be read in time. */
async function giveDate(page: Page): Promise<void> {
  const entry = await openRow(page, 'registration-date')
  await entry.getByLabel('Registered until').fill('2031-05-01')
  await entry.getByRole('button', { name: 'Save' }).click()
  await expect(entry.getByText(/^Saved and checked/)).toBeVisible({ timeout: 45_000 })
}

test('a founder reaches GO by clicking, and NO-GO returns at once when one confirmation is taken back', async ({
  page,
  browser,
  session,
  baseURL,
  api,
}) => {
  const project = await api.auditedProject('steady', 'Steady to GO')
  await page.goto(proveAddress(project))
  await expect(answer(page, 'NO-GO for now')).toBeVisible()
  const other = await secondBrowser(browser, { session, baseURL })
  await other.goto(`/w/${project.workspaceSlug}/p/${project.id}`)
  await expect(answer(other, 'NO-GO for now')).toBeVisible()

  const message = await openRow(page, 'email-message')
  await message.getByRole('button', { name: 'Use the example message' }).click()
  await message.getByRole('button', { name: 'Verify message' }).click()
  await expect(message.getByText(/^A real message from .* passes DMARC$/)).toBeVisible({ timeout: 45_000 })

  const needed = await neededIds(page)
  expect(needed.length).toBeGreaterThan(5)
  for (const id of needed) {
    if (id === 'registration-date') await giveDate(page)
    else await confirm(page, id, `Looked at by Ana on 3 May (${id})`)
  }
  await expect(page.getByText('No answer on this page stands between you and GO.')).toBeVisible()
  await expect(answer(page, 'GO')).toBeVisible()
  await expect(answer(other, 'GO')).toBeVisible()

  const last = needed.findLast((id) => id.startsWith('confirm-')) ?? ''
  const entry = await openRow(page, last)
  await entry.getByRole('button', { name: 'Take back' }).click()
  await expect(answer(page, 'NO-GO for now')).toBeVisible()
  await expect(answer(other, 'NO-GO for now')).toBeVisible()
  await entry.getByRole('button', { name: 'Show history' }).click()
  await expect(entry.getByText(/took it back/)).toBeVisible()
  await other.context().close()
})

test('two people at once: both see the last answer, and what one is typing stays', async ({
  page,
  browser,
  session,
  baseURL,
  api,
}) => {
  const project = await api.auditedProject('steady', 'Steady for two')
  await page.goto(proveAddress(project, '#confirm-rollback-rehearsed'))
  const mine = row(page, 'confirm-rollback-rehearsed')
  await expect(mine.getByLabel('What proves it')).toBeVisible()
  await mine.getByLabel('What proves it').fill('typed, not sent')
  const other = await secondBrowser(browser, { session, baseURL })
  await other.goto(proveAddress(project, '#confirm-rollback-rehearsed'))
  await confirm(other, 'confirm-rollback-rehearsed', 'rehearsed on 3 May in 7 minutes')

  await expect(mine.getByText('rehearsed on 3 May in 7 minutes')).toBeVisible()
  await mine.getByRole('button', { name: 'Confirm again' }).click()
  await expect(mine.getByLabel('What proves it')).toHaveValue('typed, not sent')

  await page
    .getByRole('button', { name: /more that GO does not wait for$/ })
    .nth(1)
    .click()
  const api1 = await openRow(page, 'webhook-url')
  await api1.getByRole('button', { name: 'There is none' }).click()
  await expect(row(page, 'webhook-url').locator('button[aria-controls]').getByText('There is none')).toBeVisible()
  // The address of an answered question opens where it is kept.
  await other.goto(proveAddress(project, '#webhook-url'))
  await other.reload()
  await expect(row(other, 'webhook-url').getByText('There is none').first()).toBeVisible()
  await other.context().close()
})

test('bad input ends in a sentence beside its field, and nothing typed is lost', async ({ page, api, trouble }) => {
  const project = await api.auditedProject('steady', 'Steady and strange')
  await page.goto(proveAddress(project, '#password-reset-url'))
  const url = row(page, 'password-reset-url')
  await url.getByLabel('Full address').fill('https://user:secret@steady-shop.test/reset')
  await url.getByRole('button', { name: 'Save' }).click()
  await expect(url.getByText('Leave the user name and password out of the address')).toBeVisible()
  await expect(url.getByLabel('Full address')).toHaveValue('https://user:secret@steady-shop.test/reset')

  const statement = await openRow(page, 'confirm-clean-build-succeeds')
  const note = statement.getByLabel('What proves it')
  await note.fill(`\u001b[31m${'שלום \u202E'.repeat(1500)}`.slice(0, 9_000))
  await statement.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(statement.getByText('The note holds hidden control characters that cannot be kept')).toBeVisible()
  await statement.getByRole('button', { name: 'Remove hidden characters' }).click()
  await statement.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(statement.locator('button[aria-controls]').getByText('Confirmed', { exact: true })).toBeVisible()
  await openRow(page, 'confirm-clean-build-succeeds')
  await expect(statement.getByText(/⟨U\+202E⟩/).first()).toBeVisible()

  const file = await openRow(page, 'confirm-single-deploy-path')
  await file.getByRole('radio', { name: 'File' }).check()
  await file
    .getByLabel('File', { exact: true })
    .last()
    .setInputFiles({
      name: 'deploy.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<script>alert(1)</script>'),
    })
  await file.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(file.getByText('The file is called .png, but its content is something else')).toBeVisible()
  // A browser reports each refusal as an error of its own.
  trouble.splice(0, trouble.length, ...trouble.filter((text) => !text.includes('400')))
})

test('the question of a signal is answered, changed and taken back on its stage', async ({ page, api }) => {
  const project = await api.auditedProject('steady', 'Steady signals')
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}/stages/handover`)
  const signal = page.getByRole('listitem').filter({ hasText: 'Each small change becomes a support request' })
  await signal.getByRole('button', { name: 'Yes', exact: true }).click()
  await expect(signal.getByText('Not seen')).toBeVisible()
  await signal.getByRole('button', { name: 'Change to no' }).click()
  await expect(signal.getByText('Seen', { exact: true })).toBeVisible()
  await signal.getByRole('button', { name: 'Take answer back' }).click()
  await expect(signal.getByText('Ask', { exact: true })).toBeVisible()
})
