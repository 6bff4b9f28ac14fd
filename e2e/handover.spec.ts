import { type Browser, type Locator, type Page, request as requests } from '@playwright/test'
import type { Api } from './support/api'
import { expect, test } from './support/test'

test.describe.configure({ timeout: 120_000 })

const PASSWORD = 'copper meadow tulip signal'

/** A second person of the workspace, in a browser of their own. */
async function ben({
  api,
  browser,
  session,
  baseURL = '',
}: {
  api: Api
  browser: Browser
  session: string
  baseURL: string | undefined
}) {
  const headers = { origin: new URL(baseURL).origin }
  const { id } = await api.workspace()
  const owner = await requests.newContext({ baseURL, storageState: session })
  const invited = await owner.post(`/api/v1/workspaces/${id}/invites`, { data: { role: 'member' }, headers })
  const { token: invite } = await invited.json()
  await owner.dispose()
  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } })
  const email = `ben-${Date.now()}@acme.io`
  const made = await context.request.post('/api/v1/auth/sign-up', {
    data: { email, password: PASSWORD, name: 'Ben', invite },
    headers,
  })
  expect(made.status(), await made.text()).toBe(201)
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json()
  const form = { email, password: PASSWORD, csrfToken: String(csrfToken), callbackUrl: '/', json: 'true' }
  const answer = await context.request.post('/api/auth/callback/credentials', { form, headers })
  expect(answer.status()).toBe(200)
  return { context, page: await context.newPage() }
}

const rowOf = (page: Page, text: string): Locator => page.locator('[data-handover]').filter({ hasText: text })
const box = (page: Page, text: string): Locator => rowOf(page, text).getByRole('checkbox')

async function openNote(page: Page, text: string): Promise<Locator> {
  const row = rowOf(page, text)
  await row.getByRole('button', { name: /^Details of/ }).click()
  return row.getByLabel('Note', { exact: true })
}

test('two people tick, write and go offline on one checklist', async ({ page, api, browser, session, baseURL }) => {
  const project = await api.createProject('brittle', 'Handed over')
  const address = `/w/${project.workspaceSlug}/p/${project.id}/handover`
  const other = await ben({ api, browser, session, baseURL })
  await page.goto(address)
  await other.page.goto(address)
  await expect(page.getByText('You, Ben here')).toBeVisible()

  const deploy = 'The right people may deploy'
  const lit = page.waitForSelector('[data-lit]')
  await box(other.page, deploy).click()
  await lit
  await expect(rowOf(page, deploy).getByText('Ben', { exact: true })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: `Ben ticked “${deploy}”.` })).toBeAttached()
  await expect(page.getByText('Last change: Ben ticked “Deploy permission”')).toBeVisible()

  const mine = await openNote(page, deploy)
  const theirs = await openNote(other.page, deploy)
  await theirs.fill('The pipeline is at Acme')
  await expect(rowOf(page, deploy).getByText('Ben is writing here')).toBeVisible()
  await mine.fill('The pipeline is at Studio')
  await expect(page.getByText('2 people editing')).toBeVisible()
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(other.page.getByText(/saved this note meanwhile/)).toBeVisible()
  await other.page.getByRole('button', { name: 'Save note' }).click()
  await expect(other.page.getByText(/changed the same lines/)).toBeVisible()
  await other.page.getByRole('button', { name: 'Keep both' }).click()
  await expect(mine).toHaveValue('The pipeline is at Studio\n\nThe pipeline is at Acme')

  await page.getByRole('button', { name: 'Add row to Domains and DNS' }).click()
  await page.getByLabel('New row in Domains and DNS').fill('Show Ben the registrar')
  await page.keyboard.press('Enter')
  await expect(rowOf(other.page, 'Show Ben the registrar')).toBeVisible()
  const second = 'Hand over the card the domain is paid with'
  await page.getByLabel('New row in Domains and DNS').fill(second)
  await page.keyboard.press('Enter')
  await rowOf(page, second).locator('[data-grip]').dragTo(rowOf(page, 'Show Ben the registrar'))
  await expect(
    page
      .locator('[data-handover]')
      .filter({ hasText: /Show Ben|the card/ })
      .first(),
  ).toContainText(second)

  await other.context.setOffline(true)
  await box(other.page, 'Show Ben the registrar').click()
  await expect(other.page.getByText(/Kept on this device/)).toBeVisible()
  await expect(box(other.page, 'Show Ben the registrar')).toBeChecked()
  await expect(box(page, 'Show Ben the registrar')).not.toBeChecked()
  await other.context.setOffline(false)
  await expect(box(page, 'Show Ben the registrar')).toBeChecked()
  await expect(other.page.getByText(/Kept on this device/)).toBeHidden()

  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(box(other.page, 'Show Ben the registrar')).not.toBeChecked()
  await other.context.close()
})

test('three names tick the row of the approvers', async ({ page, api }) => {
  const project = await api.createProject('brittle', 'With approvers')
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}/handover`)
  for (const title of ['DNS edits', 'Secret rotation', 'Rollback']) {
    const slot = page
      .getByRole('listitem')
      .filter({ has: page.getByText(title, { exact: true }) })
      .last()
    // A choice made before the page works is not heard.
    await expect(async () => {
      await slot.getByRole('combobox').selectOption('')
      await slot.getByRole('combobox').selectOption('outside')
      await expect(slot.getByPlaceholder('Name')).toBeVisible({ timeout: 1000 })
    }).toPass()
    await slot.getByPlaceholder('Name').fill(`Ana for ${title}`)
    await slot.getByRole('button', { name: 'Save approver' }).click()
    await expect(slot.getByRole('button', { name: 'Save approver' })).toBeHidden()
  }
  await expect(box(page, 'It is written who approves')).toBeChecked()
  await expect(rowOf(page, 'It is written who approves').getByText('DNS edits: Ana for DNS edits')).toBeVisible()
})
