import { defineConfig } from 'prisma/config'

/** For Prisma's own command line; the product migrates with `npm run db:migrate`, on the same folder. */
export default defineConfig({
  schema: './schema.prisma',
  migrations: { path: './migrations' },
  datasource: { url: process.env.LR_OWNER_DATABASE_URL ?? process.env.DATABASE_URL ?? '' },
})
