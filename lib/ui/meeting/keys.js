// Arrows turn over, F shows the whole screen. One listener, set anew by each run; on another page it finds no button.
{
  document.onkeydown = (event) => {
    if (event.target.closest("input, textarea, [contenteditable]") || event.ctrlKey || event.altKey || event.metaKey) return;
    const turn = { ArrowRight: "next", PageDown: "next", ArrowLeft: "before", PageUp: "before" }[event.key];
    if (turn) document.querySelector(`.st-key-slide_${turn} button`)?.click();
    else if (event.key.toLowerCase() === "f" && document.querySelector(".whole-screen")) whole();
  };
  const whole = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  document.querySelectorAll(".whole-screen").forEach((button) => { button.onclick = whole; });
}
