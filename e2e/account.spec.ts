import { expect, test } from '@playwright/test'
import { FOUNDER } from './support/account'

test.describe.configure({ mode: 'serial' })

test('the first person makes an account and lands on an empty projects page', async ({ page, request }) => {
  const { firstUser } = await (await request.get('/api/v1/auth/options')).json()
  test.skip(firstUser !== true, 'this installation has its first account already')
  await page.goto('/')
  await page.getByRole('link', { name: 'Create an account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Create an account')

  await page.getByLabel('Email').fill(FOUNDER.email)
  await page.getByRole('textbox', { name: 'Password' }).fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText('Use at least 12 characters')).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue(FOUNDER.email)

  await page.getByRole('textbox', { name: 'Password' }).fill(FOUNDER.password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(/\/w\/[^/]+$/)
  await expect(page.getByText('No projects yet. Type a domain and get an answer in a minute.')).toBeVisible()
  await expect(page).toHaveTitle('Projects, Launch Ready')
})

test('a wrong password says so and keeps what was typed; the right one leads back to the page asked for', async ({
  page,
}) => {
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/)
  await page.getByLabel('Email').fill(FOUNDER.email)
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password at all')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'That did not work' })).toBeFocused()
  await expect(page.getByLabel('Email')).toHaveValue(FOUNDER.email)

  await page.getByRole('textbox', { name: 'Password' }).fill(FOUNDER.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/account$/)
  await expect(page.getByText('This browser')).toBeVisible()

  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a password can be read back before it is sent', async ({ page }) => {
  await page.goto('/sign-in')
  const field = page.getByRole('textbox', { name: 'Password' })
  await field.fill('secret words')
  await expect(field).toHaveAttribute('type', 'password')
  await page.getByRole('button', { name: 'Show password' }).click()
  await expect(field).toHaveAttribute('type', 'text')
})

test('an address to return to that is not ours is dropped', async ({ page }) => {
  await page.goto('/sign-in?next=https://elsewhere.example/w')
  await page.getByLabel('Email').fill(FOUNDER.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(FOUNDER.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/w\/[^/]+$/)
})
