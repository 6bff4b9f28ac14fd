import { join } from 'node:path'
import { setTheme, type Theme } from './support/screens'
import { expect, test } from './support/test'

const ROOT = join(import.meta.dirname, '..')
/** The few the README shows are kept with the sources; all others are for looking at. */
const KEPT = new Set(['overview-1280-light', 'overview-390-dark', 'run-1280-light', 'check-1280-light'])

function fileFor(name: string): string {
  return join(ROOT, KEPT.has(name) ? 'docs/screenshots' : '.data/screenshots', `${name}.png`)
}

const SIZES = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
]
const THEMES: readonly Theme[] = ['light', 'dark']

test('pictures of every screen for the documentation', async ({ page, api }) => {
  test.skip(process.env.LR_SCREENSHOTS !== '1', 'pictures are made on request: LR_SCREENSHOTS=1')
  test.setTimeout(600_000)
  const { slug } = await api.workspace()
  await api.removeAllProjects()
  const healthy = await api.auditedProject('steady', 'Steady Coffee')
  const project = await api.auditedProject('brittle', 'Brittle Ceramics')
  const home = `/w/${slug}/p/${project.id}`
  const screens = {
    'sign-in': '/sign-in',
    projects: `/w/${slug}`,
    'new-project': `/w/${slug}/new`,
    overview: home,
    'overview-healthy': `/w/${slug}/p/${healthy.id}`,
    stage: `${home}/stages/audit`,
    check: `${home}/checks/host-www`,
    run: `${home}/runs/${project.runId}`,
    settings: `${home}/settings`,
    'check-docs': '/docs/checks/host-www',
  }
  for (const [name, path] of Object.entries(screens)) {
    for (const theme of THEMES) {
      await setTheme(page, theme)
      for (const size of SIZES) {
        await page.setViewportSize(size)
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => undefined)
        await page.screenshot({ path: fileFor(`${name}-${size.width}-${theme}`) })
      }
    }
  }
})
