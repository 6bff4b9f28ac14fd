import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { config } from '../../config'
import { ExampleSiteDto } from '../../contracts/workspace'
import { logger } from '../../log'

const Sites = z.object({ sites: z.array(ExampleSiteDto).max(10) })

/** The example sites the start script runs beside the server, as `LR_DEMO_SITES` describes them. */
export function listExampleSites(): ExampleSiteDto[] {
  const setting = config().LR_DEMO_SITES
  if (setting === '') return []
  try {
    const text = setting.startsWith('@') ? readFileSync(setting.slice(1), 'utf8') : setting
    return Sites.parse(JSON.parse(text)).sites
  } catch (error) {
    logger('example').warn({ err: String(error) }, 'LR_DEMO_SITES cannot be read; no example site is offered')
    return []
  }
}
