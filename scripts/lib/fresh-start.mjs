import pg from 'pg'
import { beforeAll } from 'vitest'

// Files that run side by side have a database each: before anything reads the environment.
const own = JSON.parse(process.env.LR_TEST_DATABASES ?? '[]')[Number(process.env.VITEST_POOL_ID) - 1]
Object.assign(process.env, own)

// Files that take turns use one database, one domain and one queue: what one of them spent or left behind must not stop the next.
// The product's own client is left alone, because some files bring a database of their own.
beforeAll(async () => {
  const client = new pg.Client({ connectionString: process.env.LR_OWNER_DATABASE_URL })
  await client.connect()
  await client.query("delete from pgboss.job where state < 'completed'")
  await client.query('truncate rate_limit, notice_event, outbox_message, verdict_watch')
  await client.end()
})
