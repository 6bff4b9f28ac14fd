import { providerOfAddress } from './edge/detect'

/** Whether an address belongs to the web proxy of Cloudflare, which passes web traffic only. */
export function isCloudflareAddress(text: string): boolean {
  return providerOfAddress(text) === 'cloudflare'
}
