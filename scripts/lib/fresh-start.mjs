import pg from 'pg'
import { beforeAll } from 'vitest'

// All files use one database, one domain and one queue: what one of them spent or left behind must not stop the next.
// The product's own client is left alone, because some files bring a database of their own.
beforeAll(async () => {
  const client = new pg.Client({ connectionString: process.env.LR_OWNER_DATABASE_URL })
  await client.connect()
  await client.query("delete from pgboss.job where state < 'completed'")
  await client.query('truncate rate_limit, notice_event, outbox_message, verdict_watch')
  await client.end()
})
