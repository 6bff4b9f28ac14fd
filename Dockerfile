FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund

FROM packages AS build
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf .next/cache

FROM node:24-bookworm-slim AS product
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 LR_HOST=0.0.0.0 LR_PORT=3000
WORKDIR /app
COPY --from=build --chown=node:node /app ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "scripts/healthy.mjs"]
CMD ["node", "--import", "tsx", "server/index.ts"]
