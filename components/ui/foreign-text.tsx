import { visibleText } from '@/lib/format/visible-text'
import { cn } from './cn'

/** Text somebody else wrote: isolated from the direction of its surroundings, hidden characters written out. */
export function ForeignText({ text, className, mono = false }: { text: string; className?: string; mono?: boolean }) {
  return (
    <bdi className={cn('[overflow-wrap:anywhere]', mono && 'font-mono text-code', className)}>{visibleText(text)}</bdi>
  )
}
