import { AppError } from '../errors'

/** The text of a request body, read no further than the limit. Throws `too-large`. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new AppError('too-large')
  if (request.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > maxBytes) throw new AppError('too-large')
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch (error) {
    throw new AppError('invalid', { detail: 'The body is not UTF-8 text.', cause: error })
  }
}

/** The JSON of a request body; an empty body reads as an empty object. Throws `unsupported-media`, `invalid`, `too-large`. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = await readText(request, maxBytes)
  if (text === '') return {}
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('unsupported-media')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('invalid', { detail: 'The body is not JSON.', cause: error })
  }
}
