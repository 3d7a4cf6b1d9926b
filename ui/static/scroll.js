// Brings the newest question to the top of the view: Streamlit would follow the end of a long answer, or not move at all.
// The answer's charts take seconds to arrive on a first visit, so the place is kept for that long unless the reader acts.
const KEPT = 4000
const shown = new WeakMap()

export default function (component) {
  const { data, parentElement } = component
  const here = parentElement.querySelector(".here")
  if (!here || shown.get(here) === data.turn) return
  shown.set(here, data.turn)
  const end = performance.now() + KEPT
  const stop = new AbortController()
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    window.addEventListener(kind, () => stop.abort(), { signal: stop.signal, passive: true })
  }
  const hold = () => {
    if (stop.signal.aborted || !here.isConnected) return
    here.scrollIntoView({ block: "start" })
    if (performance.now() < end) requestAnimationFrame(hold)
    else stop.abort()
  }
  hold()
}
