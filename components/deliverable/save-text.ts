/** Long enough for the browser to have opened the file. */
const KEEP_MS = 60_000

/** Offers text made on this page as a file. The name loses what a file system could misread. */
export function saveText({ name, type, text }: { name: string; type: string; text: string }): void {
  const link = document.createElement('a')
  // Spreadsheets take a file for UTF-8 only when it begins with a mark.
  link.href = URL.createObjectURL(new Blob(['\ufeff', text], { type: `${type};charset=utf-8` }))
  link.download = name.replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, ' ').slice(0, 120)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS)
}
