import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { setTheme, sidewaysScroll } from './support/screens'
import { expect, test } from './support/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Sound on a desk in the light and on a narrow phone in the dark. */
async function expectSound(page: Page, where: string): Promise<void> {
  for (const [theme, width] of [
    ['light', 1280],
    ['dark', 320],
  ] as const) {
    await setTheme(page, theme)
    await page.setViewportSize({ width, height: 844 })
    expect(await sidewaysScroll(page), `${where} at ${width}`).toBeLessThanOrEqual(0)
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`),
      `${where}, ${theme}, ${width}`,
    ).toEqual([])
  }
  await page.setViewportSize({ width: 1280, height: 844 })
}

test('what one is told of is chosen, and an invitation is read in the outbox', async ({ page, api, trouble }) => {
  test.setTimeout(90_000)
  const { slug } = await api.workspace()

  await page.goto(`/w/${slug}/settings`)
  await page.getByRole('link', { name: 'Open notices' }).click()
  await expect(page.getByRole('heading', { name: 'Notices' })).toBeVisible()
  const mention = page.getByRole('checkbox', { name: 'Somebody mentions you: email to you' })
  const wasChecked = await mention.isChecked()
  await mention.click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.getByLabel('Emails come').selectOption('One mail a day')
  await page.getByLabel('Hour of the day').selectOption('07:00')
  await page.getByRole('button', { name: 'Save times' }).click()
  await page.getByLabel('Kind', { exact: true }).selectOption('slack')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Launch room')
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill('https://hooks.slack.com.evil.test/services/x')
  await page.getByRole('button', { name: 'Add channel' }).click()
  await expect(page.getByText('Chat addresses start with https://hooks.slack.com')).toBeVisible()
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill('https://hooks.slack.com/services/x')
  await page.getByRole('button', { name: 'Add channel' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Launch room' })).toContainText('hooks.slack.com')
  await page.reload()
  await expect(mention).toBeChecked({ checked: !wasChecked })
  await expect(page.getByLabel('Hour of the day')).toHaveValue('7')
  await expect(page.getByRole('checkbox', { name: 'A new launch blocker: Launch room' })).toBeChecked()
  await expectSound(page, 'notices')

  const email = `cara-${Date.now()}@acme.io`
  await page.goto(`/w/${slug}/members`)
  await page.getByLabel('Email, optional').fill(email)
  await page.getByRole('button', { name: 'Create invitation' }).click()
  const link = (await page.getByText(/\/invite\/lri_/).textContent()) ?? ''
  await page.goto(`/w/${slug}/settings/outbox`)
  const row = page.getByRole('listitem').filter({ hasText: email })
  await expect(async () => {
    await page.reload()
    await expect(row).toContainText('Not sent: no mail server', { timeout: 1000 })
  }).toPass({ timeout: 20_000 })
  await row.getByRole('button', { name: /^Read/ }).click()
  await expect(row).toContainText(link)
  await expect(row.getByRole('button', { name: 'Copy link: Join the workspace' })).toBeVisible()
  await expectSound(page, 'outbox')

  await page.goto(`/w/${slug}/settings/notices`)
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('button', { name: 'Remove channel' }).click()
  await expect(page.getByText('None yet.')).toBeVisible()
  // A browser reports the refused address as an error.
  trouble.splice(0, trouble.length, ...trouble.filter((text) => !text.includes('400')))
})

test('pages opened from a mail say when a link has ended', async ({ page }) => {
  for (const path of ['/stop/not-a-link', '/reset-password/not-a-link']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'This link has ended' })).toBeVisible()
    await expectSound(page, path)
  }
  await page.goto('/forgot-password')
  await expect(page.getByText('This installation sends no mail.')).toBeVisible()
  await expectSound(page, 'forgotten password')
})
