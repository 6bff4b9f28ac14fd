import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: { theme: { text: ['xs', 'code', 'sm', 'base', 'title', 'verdict'], radius: ['card', 'control', 'button'] } },
})

/** Joins class names; of two that set the same thing the later one stays. */
export function cn(...inputs: ClassValue[]): string {
  return merge(clsx(inputs))
}
