import { ApiError } from '@/components/data/api-error'
import { refusalOf } from '@/components/data/call'

const BROKEN = 'The file ended early. Nothing was changed. Try again.'
/** Long enough for the browser to have opened the file. */
const KEEP_MS = 60_000

/** The name the server gave the file (RFC 8187 section 3.2), or a plain one. */
function nameOf(response: Response): string {
  const found = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')
  return found?.[1] === undefined ? 'launch-ready.json' : decodeURIComponent(found[1])
}

/** Loads a file of ours and offers it to be saved. Throws `ApiError` for a refusal and for half a file. */
export async function saveFile(address: string): Promise<void> {
  const response = await fetch(address, { credentials: 'same-origin' }).catch((cause: unknown) => {
    throw new ApiError({ code: 'offline', message: BROKEN }, { cause })
  })
  if (!response.ok) throw await refusalOf(response)
  const blob = await response.blob().catch((cause: unknown) => {
    throw new ApiError({ code: 'offline', message: BROKEN }, { cause })
  })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = nameOf(response)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS)
}
