import { get } from 'node:http'

/** The status of one GET, or undefined when nothing answered within `ms`. */
export function statusOf(url, ms = 2000) {
  return new Promise((resolve) => {
    const request = get(url, { timeout: ms, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(undefined))
  })
}
