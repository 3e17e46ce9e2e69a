// The words that prove a line of a tree, beside the pointer: on hover and focus, and on the first tap of a finger.
import { all, one } from "./dom";
import { placeOf, type Reader } from "./reader";

const LONGEST = 320;

export function showProofs(reader: Reader): void {
  const card = one<HTMLElement>("#proof");
  if (!card) return;
  let tapped: Element | null = null;
  let touch = false;

  const hide = (): void => {
    card.hidden = true;
    tapped = null;
  };
  const show = (link: SVGAElement, x: number, y: number): void => {
    const words = wordsOf(link, reader);
    const why = link.dataset["why"] ?? "";
    if (!words && !why) return;
    const [quote, reason] = [one<HTMLElement>("q", card), one<HTMLElement>("p", card)];
    if (!quote || !reason) return;
    quote.textContent = words;
    quote.hidden = !words;
    reason.textContent = why + (touch && words ? " Tap again for the report." : "");
    card.hidden = false;
    const left = Math.min(Math.max(8, x + 12), innerWidth - card.offsetWidth - 8);
    const below = y + 16;
    card.style.left = `${left}px`;
    card.style.top = `${below + card.offsetHeight > innerHeight ? Math.max(8, y - card.offsetHeight - 12) : below}px`;
  };

  for (const link of all<SVGAElement>("a[data-why]")) {
    // The browser's own tooltip would lie over the card; the name stays for those who listen.
    one("title", link)?.remove();
    link.addEventListener("pointerenter", (event) => {
      touch = event.pointerType === "touch";
      if (!touch) show(link, event.clientX, event.clientY);
    });
    link.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") hide();
    });
    link.addEventListener("focus", () => {
      if (!link.matches(":focus-visible")) return;
      const box = link.getBoundingClientRect();
      show(link, box.left + box.width / 2, box.top + box.height / 2);
    });
    link.addEventListener("blur", hide);
    link.addEventListener("click", (event) => {
      if (touch && tapped !== link) {
        event.preventDefault();
        show(link, event.clientX, event.clientY);
        tapped = link;
      } else hide();
    });
  }
  addEventListener("scroll", hide, { passive: true });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

function wordsOf(link: SVGAElement, reader: Reader): string {
  const place = placeOf(link.getAttribute("href") ?? "");
  const text = place ? reader.segments(place).map((segment) => segment.textContent).join("") : "";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
