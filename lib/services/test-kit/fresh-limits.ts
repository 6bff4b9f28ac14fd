import { beforeAll } from 'vitest'
import { database } from '../../db/client'

// All files use one database and one domain: what one of them spent must not stop the next.
beforeAll(async () => {
  await database('app').$executeRaw`delete from rate_limit`
})
