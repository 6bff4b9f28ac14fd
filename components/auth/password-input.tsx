'use client'

import { type ComponentProps, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

/** A password field that can be read back; works with paste and password managers. */
export function PasswordInput(props: ComponentProps<'input'>) {
  const [isShown, setShown] = useState(false)
  return (
    <div className="relative">
      <Input
        {...props}
        type={isShown ? 'text' : 'password'}
        className="pr-16"
        spellCheck={false}
        autoCapitalize="none"
      />
      <Button
        variant="ghost"
        size="compact"
        className="absolute inset-y-0.5 right-0.5 h-auto pointer-coarse:h-10"
        aria-label={isShown ? 'Hide password' : 'Show password'}
        aria-controls={props.id}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? 'Hide' : 'Show'}
      </Button>
    </div>
  )
}
