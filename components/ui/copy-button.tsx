'use client'

import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from './button'

const CONFIRM_MS = 2000

type CopyButtonProps = {
  text: string
  label: string
  className?: string
  /** Part of a fix: what the shortcut for copying takes. */
  isFix?: boolean
}

/** Whether the text is in the clipboard now. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** The way that also works on plain http, where browsers hide the clipboard interface. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.setAttribute('readonly', '')
  area.className = 'sr-only'
  const focused = document.activeElement
  document.body.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return copied
}

/** "Copy record" that turns into "Copied" for two seconds and says so politely. */
export function CopyButton({ text, label, className, isFix = true }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  async function handleCopy() {
    setState((await writeClipboard(text)) ? 'copied' : 'failed')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setState('idle'), CONFIRM_MS)
  }
  const words = state === 'copied' ? 'Copied' : state === 'failed' ? 'Select and copy by hand' : label
  return (
    <>
      <Button size="compact" onClick={handleCopy} className={className} data-copy={isFix || undefined}>
        {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
        {words}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied' : ''}
      </span>
    </>
  )
}
