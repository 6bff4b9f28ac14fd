import type { Page } from '@playwright/test'
import { FOUNDER } from './support/account'
import { expect, test } from './support/test'

/** The page is there, its scripts come later. */
async function openSlowly(page: Page, path: string) {
  await page.route('**/_next/static/**/*.js', async (route) => {
    await new Promise((done) => setTimeout(done, 1_000))
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
}

test('a button pressed before the page woke up does its work once it did', async ({ page }) => {
  await openSlowly(page, '/account')
  await page.getByRole('button', { name: 'Your account' }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
})

test.describe('signed out', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  test('a form sent before the page woke up is sent once it did, with what was typed', async ({ page }) => {
    await openSlowly(page, '/sign-in')
    await page.getByLabel('Email').fill(FOUNDER.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(FOUNDER.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(/\/w\/[^/]+/)
  })
})
