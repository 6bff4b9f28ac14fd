// Preloaded into every process the start script keeps running: when that script is killed without a chance
// to clean up, its children end in order instead of holding the port for ever.
const parent = process.ppid
const timer = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(timer)
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), 30_000).unref()
}, 500)
timer.unref()
