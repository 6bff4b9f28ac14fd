import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from './support/test'

test.describe.configure({ timeout: 120_000 })

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" onload="x()"><path d="M0 0h8v8z"/></svg>'

test('a brand is chosen with a preview and a cleaned logo', async ({ page, api, trouble }) => {
  const { slug } = await api.workspace()
  await page.goto(`/w/${slug}/settings`)
  await page.getByRole('link', { name: 'Open branding' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Studio North')
  await expect(page.getByRole('figure', { name: 'Dark' }).getByText('Studio North')).toBeVisible()
  await page.getByLabel('Accent colour', { exact: true }).fill('#ffee00')
  await expect(page.getByText('a little darker on light pages')).toBeVisible()
  // An earlier try may have left a contact.
  await page.getByLabel('Words on the contact button').fill('')
  await page.getByLabel('Where the contact button leads').fill('')
  await page.getByLabel('Contact text').fill('Questions about this page')
  await page.getByRole('button', { name: 'Save branding' }).click()
  await expect(page.getByText('Not saved yet. Correct what is marked above.')).toBeVisible()
  await page.getByLabel('Words on the contact button').fill('Write to us')
  await page.getByLabel('Where the contact button leads').fill('mailto:hello@studio.example')
  await page.getByRole('button', { name: 'Save branding' }).click()
  await expect(page.getByText('Saved. Open shared pages')).toBeVisible()
  await page
    .getByLabel('Choose a logo')
    .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(SVG) })
  await expect(page.getByText('Logo saved. Left out of the picture: onload.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Studio North')
  // Other tests look at the workspace without a brand.
  for (const field of ['Name', 'Accent colour', 'Contact text', 'Words on the contact button']) {
    await page.getByLabel(field, { exact: true }).fill('')
  }
  await page.getByLabel('Where the contact button leads').fill('')
  await page.getByRole('button', { name: 'Save branding' }).click()
  await expect(page.getByText('Saved. Open shared pages')).toBeVisible()
  await page.getByRole('button', { name: 'Remove logo' }).click()
  await expect(page.getByText('Logo removed.')).toBeVisible()
  // A browser reports the refusal of half a contact as an error.
  trouble.splice(0, trouble.length, ...trouble.filter((text) => !text.includes('400')))
})

test('a pack is made, downloaded and true to its checksums', async ({ page, api }) => {
  const project = await api.readProject('brittle')
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}/handover`)
  await page.getByRole('link', { name: 'Handover pack' }).click()
  await page.getByRole('button', { name: 'Make pack' }).click()
  const newest = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: /^Version \d+$/ }) })
    .first()
  const pdfLink = newest.getByRole('link', { name: /^Download PDF/ })
  await expect(pdfLink).toBeVisible({ timeout: 60_000 })
  const [pdf] = await Promise.all([page.waitForEvent('download'), pdfLink.click()])
  expect(pdf.suggestedFilename()).toMatch(/^handover-pack-[a-z.-]+-v\d+\.pdf$/)
  const [zip] = await Promise.all([
    page.waitForEvent('download'),
    newest.getByRole('link', { name: /^Download ZIP/ }).click(),
  ])
  const files = unzipSync(await readFile(await zip.path()))
  for (const line of strFromU8(files.SHA256SUMS ?? new Uint8Array())
    .trimEnd()
    .split('\n')) {
    const [sum, name = ''] = line.split('  ')
    expect(
      createHash('sha256')
        .update(files[name] ?? '')
        .digest('hex'),
      name,
    ).toBe(sum)
  }
  expect(Buffer.from(files['handover-pack.pdf'] ?? []).equals(await readFile(await pdf.path()))).toBe(true)
})
