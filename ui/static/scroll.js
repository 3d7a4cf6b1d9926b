// Brings the newest question to the top of the view: Streamlit keeps a long answer's end in view, or does not move at all.
const shown = new WeakMap()

export default function (component) {
  const { data, parentElement } = component
  const here = parentElement.querySelector(".here")
  if (!here || shown.get(here) === data.turn) return
  shown.set(here, data.turn)
  for (const wait of [50, 400]) setTimeout(() => here.scrollIntoView({ block: "start" }), wait)
}
