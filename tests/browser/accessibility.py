"""What axe finds on a page, without asking twice for the contrast of what looks the same.

Contrast takes axe more than half of its time. It depends on the colours of a text and of all that lies behind it, on
size, weight and what may cover it: the look. A look that axe has passed once need not be judged on the next page.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOWHERE = (0, 0)
"""Where the pointer last clicked, the next page may have a button that turns colour a moment after it is drawn."""
AT_REST = """
async () => {
  const frame = () => new Promise(requestAnimationFrame);
  while (document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling")) await frame();
  await frame();
  await frame();
  const moving = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < 2000);
  await Promise.all(moving.map(one => one.finished.catch(() => null)));
}
"""
"""A colour on its way to another is no colour to judge, nor is a button pale that waits for what it asked for."""
LOOKS = """
(() => {
  const ANY = ["backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode", "position", "zIndex",
    "clipPath", "overflow", "transform", "float"];
  const OWN = ["color", "fontSize", "fontWeight", "textShadow", "webkitTextStrokeWidth"];
  const shown = {opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true};
  const says = one => one.matches("input, select, textarea, button")
    || [...one.childNodes].some(part => part.nodeType === Node.TEXT_NODE && part.data.trim());
  const disabled = one => one.matches(":disabled, [aria-disabled]");
  let known;
  const below = one => {
    if (!one) return "";
    if (!known.has(one)) {
      const style = getComputedStyle(one);
      known.set(one, [below(one.parentElement), one.localName, one.getAttribute("class"), disabled(one),
        ...ANY.map(name => style[name])].join("|"));
    }
    return known.get(one);
  };
  const look = one => {
    const style = getComputedStyle(one);
    return [below(one), ...OWN.map(name => style[name])].join("|");
  };
  const hash = text => {  // 53 bits (cyrb53)
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return 4294967296 * (2097151 & b) + (a >>> 0);
  };
  let looks;
  window.ahLooks = () => {
    known = new Map();
    looks = new Map();
    for (const one of document.body.querySelectorAll("*")) {
      if (!says(one) || !one.checkVisibility(shown)) continue;
      const name = hash(look(one));
      looks.has(name) ? looks.get(name).push(one) : looks.set(name, [one]);
    }
    return [...looks.keys()];
  };
  window.ahJudge = async (tags, fresh) => {
    const ends = name => [looks.get(name).at(0), looks.get(name).at(-1)];
    for (const one of fresh.flatMap(ends)) one.setAttribute("data-fresh-look", "");
    axe.configure({rules: [{id: "color-contrast", selector: "[data-fresh-look]"}]});
    const found = await axe.run({runOnly: tags, reporter: "ours"});
    const passed = found.passed;
    return {wrong: found.wrong, passed: fresh.filter(name => looks.get(name).some(one => passed.has(one)))};
  };
  axe.addReporter("ours", (results, options, done) => done({
    wrong: results.flatMap(rule => rule.violations.map(node => `${rule.id}: ${node.node.source.slice(0, 160)}`)),
    passed: new Set(results.find(rule => rule.id === "color-contrast")?.passes.map(node => node.node.element)),
  }));
})()
"""
SCRIPT = Axe().axe_script + LOOKS


def violations(page: Page, passed: set[int] | None = None) -> list[str]:
    """What axe finds on the page as it is now: the rule, and where. `passed` remembers looks of good contrast."""
    if not page.evaluate("'axe' in window"):
        page.add_init_script(SCRIPT)  # the pages that follow bring it along
        page.evaluate(SCRIPT)
    page.mouse.move(*NOWHERE)
    page.evaluate(AT_REST)
    known = set() if passed is None else passed
    fresh = [look for look in page.evaluate("ahLooks()") if look not in known]
    found = page.evaluate("([tags, fresh]) => ahJudge(tags, fresh)", [TAGS, fresh])
    known.update(found["passed"])
    return list(found["wrong"])
