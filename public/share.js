/*
 * All that a shared page does by itself: it prints, says that newer results exist, and goes away soon after its link
 * was revoked. Without this file the page reads the same.
 */
const EVERY_MS = 25_000
const { state, revision } = document.body.dataset
const print = document.querySelector('[data-print]')
const news = document.querySelector('[data-news]')

print.hidden = false
print.addEventListener('click', () => window.print())

function offerReload() {
  if (news.childElementCount > 0) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'sh-button'
  button.textContent = 'Show newer results'
  button.addEventListener('click', () => location.reload())
  news.append(button)
}

async function look() {
  const answer = await fetch(state, { cache: 'no-store', credentials: 'same-origin' }).catch(() => undefined)
  // Only a clear "gone" takes the page away; a line that is down does not.
  if (answer?.status === 404) return location.replace(location.pathname)
  if (answer?.ok !== true) return
  const now = await answer.json().catch(() => undefined)
  if (typeof now?.revision === 'string' && now.revision !== revision) offerReload()
}

setInterval(look, EVERY_MS)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') look()
})
