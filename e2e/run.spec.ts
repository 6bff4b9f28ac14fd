import { signIn } from './support/account'
import { expect, test } from './support/test'

test('a run goes on through a reload and in a second tab', async ({ page, context, api }) => {
  const project = await api.createProject('brittle', 'Reloaded mid-run')
  const run = await api.startRun(project.id)
  const address = `/w/${project.workspaceSlug}/p/${project.id}/runs/${run.id}`
  await page.goto(address)
  await expect(page.locator('#main [data-row]').first()).toBeVisible()
  const second = await context.newPage()
  await second.goto(address)
  await page.reload()
  await expect(page.locator('#main [data-row]').first()).toBeVisible()
  for (const tab of [page, second]) {
    await expect(tab.getByText(/^Done in/).first()).toBeVisible({ timeout: 45_000 })
  }
  const rows = await page.locator('#main ol [data-row]').count()
  expect(await second.locator('#main ol [data-row]').count()).toBe(rows)
  const { progress } = await (await page.request.get(`/api/v1/runs/${run.id}`)).json()
  expect(rows).toBe(progress.planned)
})

test('the overview follows a run that another tab started, without a reload', async ({ page, api }) => {
  const project = await api.createProject('steady', 'Watched from the overview')
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}`)
  await expect(page.getByText('First audit not run.')).toBeVisible()
  await api.startRun(project.id)
  await expect(page.getByText(/checks? still running\.$/)).toBeVisible()
  await expect(page.getByText('NO-GO for now', { exact: true })).toBeVisible({ timeout: 45_000 })
})

test('cancelling keeps what was checked by then', async ({ page, api }) => {
  const project = await api.createProject('brittle', 'Cancelled')
  const run = await api.startRun(project.id)
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}/runs/${run.id}`)
  await expect(page.locator('#main [data-row]').first()).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Cancelled. What was checked by then is kept.').first()).toBeVisible({ timeout: 20_000 })
  await expect(page.locator('#main [data-row]').first()).toBeVisible()
})

test('a double click starts one audit', async ({ page, api }) => {
  const project = await api.createProject('steady', 'Clicked twice')
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}`)
  await page.getByRole('button', { name: 'Run audit' }).dblclick()
  await expect(page).toHaveURL(/\/runs\//)
  const { items } = await (await page.request.get(`/api/v1/projects/${project.id}/runs`)).json()
  expect(items).toHaveLength(1)
  await api.runEnd(items[0].id)
})

test('rows do not move while one of them has the focus', async ({ page, api }) => {
  const project = await api.createProject('brittle', 'Held still')
  const run = await api.startRun(project.id)
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}/runs/${run.id}`)
  const rows = page.locator('#main ol > li[data-row]')
  await expect(rows.first()).toBeVisible()
  await rows.first().getByRole('link').focus()
  const titles = () =>
    page.evaluate(() => {
      const list = document.querySelector('[aria-labelledby="results-title"] ol')
      return [...(list?.children ?? [])].map((row) => row.querySelector('a')?.textContent ?? null)
    })
  const before = await titles()
  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 45_000 })
  const after = await titles()
  expect(before.some((title) => title !== null)).toBe(true)
  for (const [place, title] of before.entries()) if (title !== null) expect(after[place]).toBe(title)
})

test('somebody else’s address is not found, title included', async ({ page, api }) => {
  const { slug } = await api.workspace()
  const foreign = '01900000-0000-7000-8000-000000000001'
  for (const path of [
    `/w/${slug}/p/${foreign}`,
    `/w/${slug}/p/${foreign}/settings`,
    `/w/${slug}/p/not-an-id`,
    '/w/other-team',
  ]) {
    const answer = await page.request.get(path)
    expect(answer.status(), path).toBe(404)
    expect(await answer.text()).toContain('This page does not exist, or you have no access to it')
  }
})

test('a session that was ended elsewhere leads to the sign-in page and back', async ({
  browser,
  baseURL,
  api,
}, info) => {
  const project = await api.createProject('steady', 'Left signed in')
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  await signIn(context.request, { baseURL: baseURL ?? '', place: info.parallelIndex })
  const tab = await context.newPage()
  const home = `/w/${project.workspaceSlug}/p/${project.id}`
  await tab.goto(home)
  await expect(tab.getByText('First audit not run.')).toBeVisible()
  const ended = await context.request.delete('/api/v1/session', { headers: { origin: new URL(baseURL ?? '').origin } })
  expect(ended.status()).toBe(200)
  // The page asks by itself now and then, so it may have left before the click.
  await tab
    .getByRole('button', { name: 'Run audit' })
    .click({ timeout: 5_000 })
    .catch(() => undefined)
  await expect(tab).toHaveURL(new RegExp(`/sign-in\\?next=${encodeURIComponent(home)}$`))
  await context.close()
})

test('a lost connection is said, and the page goes on by asking', async ({ page, api, trouble }) => {
  const project = await api.createProject('brittle', 'Cut off for a while')
  await page.route('**/events*', (route) => route.abort('connectionreset'))
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}`)
  await expect(page.getByText('First audit not run.')).toBeVisible()
  await api.startRun(project.id)
  await expect(page.getByText('Connection lost, retrying.')).toBeVisible()
  await expect(page.getByText('NO-GO', { exact: true })).toBeVisible({ timeout: 45_000 })
  await expect(page.getByText(/still running/)).toHaveCount(0, { timeout: 30_000 })
  // The browser reports each connection that was cut on purpose; nothing else may be.
  trouble.splice(0, trouble.length, ...trouble.filter((text) => !text.includes('ERR_CONNECTION_RESET')))
})
