import { PackContent } from '../pack/content'
import { makePdf, makeSharedPdf } from '../pack/pdf/make-pdf'
import { SharedContent } from '../pack/shared-content'
import { makeZip, sha256 } from '../pack/zip'

export type MadeFiles = {
  pdf: Uint8Array<ArrayBuffer>
  zip: Uint8Array<ArrayBuffer>
  pdfSha256: string
  zipSha256: string
  /** Milliseconds it took. */
  ms: number
}

/** The files of a pack from the characters it was frozen in; equal characters give equal bytes. */
export async function packFilesOf(text: string): Promise<MadeFiles> {
  const started = performance.now()
  const content = PackContent.parse(JSON.parse(text))
  const pdf = await makePdf(content)
  const zip = makeZip(content, pdf)
  return { pdf, zip, pdfSha256: sha256(pdf), zipSha256: sha256(zip), ms: Math.round(performance.now() - started) }
}

/** The PDF of a shared page from the characters it was frozen in; equal characters give equal bytes. */
export async function sharedFileOf(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return makeSharedPdf(SharedContent.parse(JSON.parse(text)))
}
