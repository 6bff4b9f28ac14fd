import { get } from 'node:http'

// For a container's health check: asks the server in this container, under the name it is known by.
const port = process.env.LR_PORT || '3000'
const host = new URL(process.env.NEXTAUTH_URL || `http://127.0.0.1:${port}`).host
const request = get({ host: '127.0.0.1', port, path: '/healthz', headers: { host }, timeout: 2000 }, (response) => {
  response.resume()
  process.exitCode = response.statusCode === 200 ? 0 : 1
})
request.on('timeout', () => request.destroy(new Error('no answer in time')))
request.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
})
