// The package comes without types. `writer.ts` says what is used of it.
declare module 'pdfkit' {
  const PDFDocument: new (options: object) => unknown
  export default PDFDocument
}
