import { z } from 'zod'
import { exampleSettings } from '../../config'
import { ExampleSiteDto } from '../../contracts/workspace'
import { logger } from '../../log'

const Sites = z.array(ExampleSiteDto)

/** The example sites the start script runs beside the server, as `LR_DEMO_SITES` describes them. */
export function listExampleSites(): ExampleSiteDto[] {
  try {
    return Sites.parse(exampleSettings().sites)
  } catch (error) {
    logger('example').warn({ err: String(error) }, 'LR_DEMO_SITES cannot be read; no example site is offered')
    return []
  }
}
