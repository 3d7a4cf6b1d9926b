// Article text as spans. Text reaches the page through textContent only, so nothing in it can be markup.
export default function (component) {
  const { data, parentElement } = component
  const root = parentElement.querySelector(".reader")
  if (!root || !data) return
  const drawn = JSON.stringify([data.segments, data.legend])
  if (root.dataset.drawn !== drawn) {
    root.dataset.drawn = drawn
    draw(root, data)
  }
  if (root.dataset.focus !== data.focus) {
    root.dataset.focus = data.focus
    requestAnimationFrame(() => reveal(root))
  }
  root.dataset.ready = "true"
}

function draw(root, data) {
  const text = root.querySelector(".text")
  text.replaceChildren(...data.segments.map(([words, marks, note]) => {
    const span = document.createElement(marks.includes("focus") ? "mark" : "span")
    span.textContent = words
    span.className = marks.join(" ")
    if (note) span.title = note
    return span
  }))
  const legend = root.querySelector(".legend")
  legend.replaceChildren(...data.legend.map(([mark, label, count]) => {
    const button = document.createElement("button")
    button.type = "button"
    button.className = mark
    button.textContent = `${label} ${count}`
    button.setAttribute("aria-pressed", String(!root.classList.contains(`off-${mark}`)))
    button.onclick = () => {
      const hidden = root.classList.toggle(`off-${mark}`)
      button.setAttribute("aria-pressed", String(!hidden))
    }
    return button
  }))
}

function reveal(root) {
  const focus = root.querySelector(".focus")
  if (!focus) return
  const text = root.querySelector(".text")
  text.scrollTop += focus.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3
  root.scrollIntoView({ block: "nearest" })
}
