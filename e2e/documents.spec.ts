import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { setTheme, sidewaysScroll } from './support/screens'
import { expect, test } from './support/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function expectNoViolations(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  expect(told, where).toEqual([])
}

test('a document is written by two people and nothing of either is lost', async ({ page, api, trouble }) => {
  test.setTimeout(120_000)
  const project = await api.createProject('brittle', 'With documents')
  const home = `/w/${project.workspaceSlug}/p/${project.id}`
  await page.goto(`${home}/documents/deploy-instructions`)
  const part = page.getByRole('region', { name: 'How to go back' })

  await test.step('what is missing leads to where it is written', async () => {
    await page.getByRole('link', { name: /^Write it Which steps bring the last good version back/ }).click()
    await expect(part).toBeInViewport()
    await expect(page.getByText(/^\d of 7 parts filled, 1 more comes later$/)).toBeVisible()
  })

  await test.step('a suggestion is taken, changed and saved by keyboard', async () => {
    await part.getByRole('button', { name: 'Use suggestion for How to go back' }).press('Enter')
    const field = part.getByRole('textbox')
    await expect(field).toBeFocused()
    await expect(field).toHaveValue(/Decide within 10 minutes/)
    await field.fill('1. Ana decides within 10 minutes\n2. fly deploy --image the-last-good-one')
    await field.press('Control+Enter')
    await expect(part.getByRole('listitem').filter({ hasText: 'Ana decides' })).toBeVisible()
    await expect(part.getByRole('button', { name: 'Edit How to go back' })).toBeFocused()
    await expect(part.getByRole('status')).toContainText('Saved.')
  })

  await test.step('somebody else writes the same part meanwhile: both stand side by side', async () => {
    await part.getByRole('button', { name: 'Edit How to go back' }).click()
    await part.getByRole('textbox').fill('Mine, of many minutes')
    const written = await page.request.put(
      `/api/v1/projects/${project.id}/documents/deploy-instructions/parts/rollback`,
      { data: { value: 'Theirs, saved first', version: 1 }, headers: { origin: new URL(page.url()).origin } },
    )
    expect(written.status()).toBe(200)
    const alert = part.getByRole('alert')
    await expect(alert).toContainText('changed this part while you wrote')
    await expect(part.getByRole('form').getByText('Theirs, saved first')).toBeVisible()
    await expect(part.getByRole('textbox')).toHaveValue('Mine, of many minutes')
    await expectNoViolations(page, 'two versions of a part')
    await part.getByRole('button', { name: 'Keep both' }).click()
    await expect(part.getByRole('textbox')).toHaveValue('Theirs, saved first\n\nMine, of many minutes')
    await part.getByRole('button', { name: 'Save' }).click()
    await expect(part.getByRole('textbox')).toHaveCount(0)
    await expect(part.getByText('Mine, of many minutes')).toBeVisible()
    await expect(part.getByText('Theirs, saved first')).toBeVisible()
  })

  await test.step('what is typed and not saved is still there after another page', async () => {
    await part.getByRole('button', { name: 'Edit How to go back' }).click()
    await part.getByRole('textbox').fill('Not saved yet')
    await page.getByRole('link', { name: /^Open the overview / }).click()
    await expect(page).toHaveURL(home)
    await page.goBack()
    await expect(part.getByRole('textbox')).toHaveValue('Not saved yet')
    await part.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('a table is written row by row; a value behind a name is refused beside it', async () => {
    await page.goto(`${home}/documents/env-var-map`)
    const variables = page.getByRole('region', { name: 'Variables', exact: true })
    await variables.getByRole('button', { name: 'Write Variables' }).click()
    await variables.getByLabel('Variable, row 1').fill('API_KEY=hunter2')
    await variables.getByRole('button', { name: 'Save' }).click()
    await expect(variables.getByRole('alert')).toContainText('write the name only')
    expect(trouble.splice(0)).toEqual([expect.stringContaining('400')])
    await variables.getByLabel('Variable, row 1').fill('API_KEY')
    await variables.getByLabel('Purpose, row 1').fill('Sends mail')
    await variables.getByRole('button', { name: 'Add row' }).click()
    await expect(variables.getByLabel('Variable, row 2')).toBeFocused()
    await variables.getByRole('button', { name: 'Remove row 2' }).click()
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await sidewaysScroll(page), 'editor on a phone').toBe(0)
    await setTheme(page, 'dark')
    await expectNoViolations(page, 'editor of a table, dark')
    await variables.getByRole('button', { name: 'Save' }).click()
    await expect(variables.getByRole('cell', { name: 'API_KEY' })).toBeVisible()
  })

  await test.step('the stage tells how far each document is', async () => {
    await page.goto(`${home}/stages/deploy`)
    await expect(page.getByRole('listitem').filter({ hasText: 'Deploy instructions' })).toContainText(
      /of 7 parts filled/,
    )
  })
})
