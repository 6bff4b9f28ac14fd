'use client'

import { useEffect } from 'react'

type Early = { presses: Element[]; forms: Map<HTMLFormElement, HTMLElement | null>; stop: () => void }

declare global {
  interface Window {
    lrEarly?: Early
  }
}

const MOST = 10

/** Runs in the page before any other script: it must stand by itself. */
function keepEarly(most: number) {
  const presses: Element[] = []
  const forms: Early['forms'] = new Map()
  const onClick = ({ target }: Event) => {
    const pressed = target instanceof Element ? target.closest('button') : null
    const isSubmit = pressed?.type === 'submit' && pressed.form !== null
    if (pressed && !isSubmit && !presses.includes(pressed) && presses.length < most) presses.push(pressed)
  }
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    if (event.target instanceof HTMLFormElement) forms.set(event.target, event.submitter)
  }
  document.addEventListener('click', onClick, true)
  document.addEventListener('submit', onSubmit, true)
  const stop = () => {
    document.removeEventListener('click', onClick, true)
    document.removeEventListener('submit', onSubmit, true)
  }
  window.lrEarly = { presses, forms, stop }
}

/** The parts of a press that menus, tabs and buttons listen for. */
function press(button: Element) {
  const how = { bubbles: true, cancelable: true, button: 0 }
  button.dispatchEvent(new PointerEvent('pointerdown', { ...how, pointerType: 'mouse' }))
  button.dispatchEvent(new MouseEvent('mousedown', how))
  button.dispatchEvent(new PointerEvent('pointerup', { ...how, pointerType: 'mouse' }))
  button.dispatchEvent(new MouseEvent('mouseup', how))
  button.dispatchEvent(new MouseEvent('click', how))
}

function repeat({ presses, forms }: Early) {
  for (const button of presses) if (button.isConnected) press(button)
  for (const [form, submitter] of forms) {
    if (form.isConnected) form.requestSubmit(submitter?.isConnected ? submitter : null)
  }
}

/**
 * On a slow line a page can be read seconds before its scripts arrive. Buttons pressed and forms sent in
 * that time would do nothing, or reload the page without what was typed: they are kept, and done once the
 * page can do them.
 */
export function EarlyPresses({ nonce }: { nonce: string | undefined }) {
  useEffect(() => {
    const early = window.lrEarly
    if (early === undefined) return
    delete window.lrEarly
    early.stop()
    // After the effects of everything else on the page.
    setTimeout(() => repeat(early), 0)
  }, [])
  return <script nonce={nonce} suppressHydrationWarning>{`(${keepEarly})(${MOST})`}</script>
}
