import { FOUNDER } from './support/account'
import { expect, test } from './support/test'

test.describe('signed out', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('signing in needs no mouse', async ({ page, session }) => {
    expect(session).toBeTruthy()
    await page.goto('/sign-in')
    await page.getByLabel('Email').focus()
    await page.keyboard.type(FOUNDER.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(FOUNDER.password)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/w\/[^/]+$/)
  })
})

test('from the domain field to a re-check with keys alone', async ({ page, api }) => {
  const { target } = await api.example('brittle')
  await api.removeProject(target.domain)
  const { slug } = await api.workspace()
  await page.goto(`/w/${slug}/new`)
  await page.getByLabel('What is your domain?').focus()
  await page.keyboard.type(target.domain)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 45_000 })

  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible()
  await page.getByRole('link', { name: target.domain }).first().focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(`Overview, ${target.domain}, Launch Ready`)
  await expect(page.getByText('NO-GO', { exact: true })).toBeVisible()

  await page.keyboard.press('j')
  const first = page.locator('#main [data-row]').first().getByRole('link').first()
  await expect(first).toBeFocused()
  await page.keyboard.press('j')
  await expect(page.locator('#main [data-row]').nth(1).getByRole('link').first()).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Why it matters' })).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.getByRole('status').filter({ hasText: /Still|Fixed/ })).toBeVisible({ timeout: 30_000 })
})

test('the list of shortcuts opens, gives the focus back, and can switch single keys off', async ({ page, api }) => {
  const { slug } = await api.workspace()
  await page.goto(`/w/${slug}`)
  await page
    .getByRole('link', { name: 'New project' })
    .or(page.getByRole('button', { name: 'Start audit' }))
    .first()
    .focus()
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(list).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await page.keyboard.press('?')
  await list.getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await page.keyboard.press('?')
  await expect(list).toBeHidden()
})

test('the first Tab offers to skip to the content', async ({ page, api }) => {
  const { slug } = await api.workspace()
  await page.goto(`/w/${slug}`)
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.locator('#main')).toBeFocused()
})
