// Keys reach the terminal from the start, without a click into it: it has its text area once the first bytes are there.
new MutationObserver((_, observer) => {
  const typed = document.querySelector(".xterm-helper-textarea");
  if (typed && document.body.classList.contains("-first-byte")) {
    typed.focus();
    observer.disconnect();
  }
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
