const HEAD = /^(?:html|head|base|basefont|bgsound|link|meta|title|style|script|noscript|noframes|template)$/

/** Elements whose text belongs to the head. */
const SILENT = /^(?:title|style|script|noscript|noframes|template)$/

export type HeadEnd = {
  open: (name: string) => void
  text: (data: string) => void
  close: (name: string) => void
  isOver: () => boolean
}

/**
 * Tells while a page is parsed whether its head is over: at the first element or text that no head may hold
 * (HTML standard, 13.2.6.4). Browsers ignore a policy in a meta element after that.
 */
export function createHeadEnd(): HeadEnd {
  let silent = 0
  let over = false
  return {
    open(name) {
      if (SILENT.test(name)) silent += 1
      else if (silent === 0 && !HEAD.test(name)) over = true
    },
    text(data) {
      if (silent === 0 && data.trim() !== '') over = true
    },
    close(name) {
      if (SILENT.test(name)) silent = Math.max(0, silent - 1)
    },
    isOver: () => over,
  }
}
