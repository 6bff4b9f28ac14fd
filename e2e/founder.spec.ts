import { FOUNDER } from './support/account'
import { expect, test } from './support/test'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('from the example site to NO-GO, its first blocker, the copied fix and a re-check', async ({ page, api }) => {
  const { title, target } = await api.example('brittle')
  await api.removeProject(title)
  const { slug } = await api.workspace()
  await page.goto(`/w/${slug}/new`)
  await page.getByRole('button', { name: `Audit ${target.domain}` }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Audit of ${target.domain}`)
  await expect(page.getByRole('list').locator('[data-row]').first()).toBeVisible()
  await expect(page.getByText(/^NO-GO so far: \d+ launch blockers?\.$/)).toBeVisible()
  await expect(page.getByText(/^Done in .*\d+ blockers, \d+ must-haves not proven yet\.$/).first()).toBeVisible({
    timeout: 45_000,
  })

  await page.getByRole('link', { name: 'See what to fix first' }).click()
  await expect(page).toHaveTitle(`Overview, ${title}, Launch Ready`)
  await expect(page.getByText('NO-GO', { exact: true })).toBeVisible()
  await expect(page.getByText(/^\d+ launch blockers\.$/)).toBeVisible()
  const blockers = page.getByRole('region', { name: 'Launch blockers, in fix order' })
  const rows = blockers.locator('[data-row]')
  expect(await rows.count()).toBeGreaterThan(3)
  await expect(rows.first().getByRole('button', { name: 'Hide fix' })).toBeVisible()

  const withCopy = rows.filter({ has: page.locator('[data-copy]') }).first()
  if (!(await withCopy.locator('[data-copy]').first().isVisible())) {
    await withCopy.getByRole('button', { name: 'Show fix' }).click()
  }
  await withCopy.getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'Fix it' }).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Why it matters' })).toBeVisible()
  const copy = page.locator('[data-copy]').first()
  await copy.click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect((await page.evaluate(() => navigator.clipboard.readText())).length).toBeGreaterThan(3)

  await page
    .getByRole('button', { name: /^Show raw/ })
    .first()
    .click()
  await expect(page.getByRole('region', { name: /^Raw evidence/ })).toBeVisible()

  await page.getByRole('button', { name: 'Re-check now' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Still fail' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('heading', { name: 'History (2 results)' })).toBeVisible()
})

test('the healthy site has nothing broken', async ({ page, api }) => {
  const project = await api.readProject('steady')
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}`)
  await expect(page.getByText('NO-GO for now', { exact: true })).toBeVisible()
  await expect(page.getByText(/^Nothing is broken, but \d+ must-haves are not proven yet\.$/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Launch blockers, in fix order' })).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Not proven yet' })).toBeVisible()
})

test('switching the roadmap keeps the results and shows the other stages', async ({ page, api }) => {
  const project = await api.auditedProject('brittle', 'Brittle with two roadmaps')
  const home = `/w/${project.workspaceSlug}/p/${project.id}`
  await page.goto(`${home}/settings`)
  const host = page.getByLabel('Host 1', { exact: true })
  // The form may be taking the field over at this very moment.
  await expect(async () => {
    await host.fill('half-typed.brittle-shop.test')
    await expect(host).toHaveValue('half-typed.brittle-shop.test', { timeout: 500 })
  }).toPass()
  await page.getByRole('radio', { name: /Internal operations tool/ }).check()
  await page.getByRole('button', { name: 'Save general settings' }).click()
  await expect(page.getByText('Saved. The next audit uses it.')).toBeVisible()
  const stage = page
    .getByRole('navigation', { name: 'Project' })
    .getByRole('link', { name: 'Domain and email foundation' })
  await expect(stage).toBeVisible()
  await expect(page.getByText('Saved. The next audit uses it.')).toBeVisible()
  await expect(host).toHaveValue('half-typed.brittle-shop.test')
  await stage.click()
  await expect(page.getByText('Stage 2 of 6')).toBeVisible()
  await page.goto(home)
  await expect(page.getByText('NO-GO', { exact: true })).toBeVisible()
})

test('a domain that cannot be a product is refused in one sentence and stays in the field', async ({ page, api }) => {
  const { slug } = await api.workspace()
  await page.goto(`/w/${slug}/new`)
  const field = page.getByLabel('What is your domain?')
  for (const [typed, sentence] of [
    ['127.0.0.1', 'This is an IP address.'],
    ['localhost', 'localhost is this computer.'],
    ['co.uk', 'co.uk is shared by many owners.'],
    ['nonsense', 'A domain has a dot in it'],
    ['printer.local', 'Names under .local are reserved'],
  ] as const) {
    await field.fill(typed)
    await page.getByRole('button', { name: 'Start audit' }).click()
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(field).toHaveValue(typed)
    await expect(field).toBeFocused()
  }
  await field.fill('https://www.münchen.de/x?y')
  await expect(page.getByText('We will check münchen.de, www.münchen.de.')).toBeVisible()
})

test('deleting a project wants its name', async ({ page, api, trouble }) => {
  const project = await api.createProject('brittle', 'Gone soon')
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}/settings`)
  await page.getByRole('button', { name: 'Delete project' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('textbox').fill('Something else')
  await dialog.getByRole('button', { name: 'Delete project' }).click()
  await expect(dialog.getByText('This is not the name of the project')).toBeVisible()
  await dialog.getByRole('textbox').fill('Gone soon')
  await dialog.getByRole('button', { name: 'Delete project' }).click()
  const password = dialog.getByLabel('Your password')
  await expect(password.or(page.getByText('Gone soon was deleted.')).first()).toBeVisible()
  if (await password.isVisible()) {
    await password.fill(FOUNDER.password)
    await dialog.getByRole('button', { name: 'Delete project' }).click()
  }
  await expect(page).toHaveURL(/\/w\/[^/]+$/)
  const answer = await page.goto(`/w/${project.workspaceSlug}/p/${project.id}`)
  expect(answer?.status()).toBe(404)
  // A browser reports each 404 as an error, also the one that was asked for.
  trouble.splice(0, trouble.length, ...trouble.filter((text) => !text.includes('404')))
})

test('many projects can be searched, with the search in the address', async ({ page, api }) => {
  for (const number of [1, 2, 3, 4, 5, 6]) await api.createProject('steady', `Client ${number} of many`)
  const { slug } = await api.workspace()
  await page.goto(`/w/${slug}`)
  await page.getByRole('searchbox', { name: 'Search projects' }).fill('Client 3')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?q=Client\+3(&|$)/)
  await expect(page.getByRole('link', { name: 'Client 3 of many' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Client 4 of many' })).toHaveCount(0)
})
