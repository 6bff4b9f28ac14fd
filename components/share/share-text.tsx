import { visibleText } from '@/lib/format/visible-text'

/** Text from somewhere else: apart from the direction of its surroundings, hidden characters written out. */
export function ShareText({ text, mono = false }: { text: string; mono?: boolean }) {
  return <bdi className={mono ? 'sh-mono' : undefined}>{visibleText(text)}</bdi>
}
