import { existsSync } from 'node:fs'
import { join } from 'node:path'

type Picture = { file: string; alt: string; width: number }

/** Made from the running product by `e2e/screenshots.spec.ts`. */
const PICTURES: readonly Picture[] = [
  {
    file: 'overview-1280-light.png',
    alt: 'Overview of a project: NO-GO, the launch blockers in fix order and the stages of the roadmap',
    width: 800,
  },
  { file: 'check-1280-light.png', alt: 'One check with its evidence, its fix and its history', width: 400 },
  { file: 'run-1280-light.png', alt: 'A run with its results as they come in', width: 400 },
  { file: 'overview-390-dark.png', alt: 'The same overview on a phone, in dark colours', width: 200 },
]

/** The pictures of the README that exist under `root`; empty text when there are none. */
export function pictures(root: string): string {
  return PICTURES.filter(({ file }) => existsSync(join(root, 'docs', 'screenshots', file)))
    .map(({ file, alt, width }) => `<img src="docs/screenshots/${file}" alt="${alt}" width="${width}">`)
    .join('\n')
}
