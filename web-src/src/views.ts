// One view at a time: the claims, the same words, the tree, the timeline, the map, ... and what addresses lead to.
import { all, beside, focusOn, named, one, unfold } from "./dom";
import type { Ledger } from "./ledger";
import { placeOf, type Reader } from "./reader";

export class Views {
  private readonly sections = all<HTMLElement>("main > section");
  private readonly links = all<HTMLAnchorElement>("nav a[href^='#']");

  constructor(
    private readonly reader: Reader,
    private readonly ledger: Ledger,
  ) {
    document.addEventListener("click", (event) => this.clicked(event));
    for (const canvas of all<HTMLElement>("[data-start]")) {
      // Where the timeline is wider than the screen, the names of its lines stay on it.
      canvas.addEventListener("scroll", () => canvas.style.setProperty("--scrolled", `${canvas.scrollLeft}px`));
    }
    addEventListener("popstate", () => this.go(location.hash || "#claims", false));
  }

  start(): void {
    this.show(this.sections[0] ?? null);
    if (location.hash && this.go(location.hash, false)) return;
    const first = one<HTMLAnchorElement>(".claim a.q[href]");
    if (beside.matches && first) this.reader.show(first.hash.slice(1), false);
  }

  private clicked(event: MouseEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element))
      return;
    const link = event.target.closest<HTMLAnchorElement | SVGAElement>('a[href^="#"]');
    const hash = link?.getAttribute("href");
    if (!link || !hash) return;
    if (placeOf(hash) && !this.reader.frame?.contains(link)) this.reader.leave(link);
    if (link.dataset["sieve"]) this.ledger.sieveBy(link.dataset["sieve"]);
    if (this.go(hash, true)) {
      event.preventDefault();
      history.pushState(null, "", hash);
    }
  }

  /** Goes to what an address names; false where the page has no such thing. */
  private go(hash: string, moveFocus: boolean): boolean {
    const place = placeOf(hash);
    if (place) {
      document.body.classList.add("away");
      this.reader.show(place, moveFocus);
      return true;
    }
    const target = named(hash);
    if (!target) return false;
    if (target === this.reader.frame) {
      this.reader.open();
      return true;
    }
    const section = target.closest<HTMLElement>("main > section");
    this.reader.close();
    if (section) this.show(section);
    if (target === section) {
      this.top(section, moveFocus);
      return true;
    }
    this.reveal(target, moveFocus);
    return true;
  }

  private show(section: HTMLElement | null): void {
    for (const other of this.sections) other.classList.toggle("shown", other === section);
    for (const link of this.links) {
      if (link.hash === `#${section?.id}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    const canvas = section && one<HTMLElement>("[data-start]", section);
    if (canvas && !canvas.scrollLeft) canvas.scrollLeft = Number(canvas.dataset["start"]) - 24;
    one<HTMLElement>("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  private top(section: HTMLElement, moveFocus: boolean): void {
    // The bar of views sticks to the top of the screen, so where it stands tells nothing of where the view begins.
    const start = section.getBoundingClientRect().top + scrollY - (one<HTMLElement>("nav")?.offsetHeight ?? 0);
    if (scrollY > start) scrollTo(0, start);
    const heading = one<HTMLElement>("h2", section);
    if (moveFocus && heading) focusOn(heading);
  }

  private reveal(target: HTMLElement, moveFocus: boolean): void {
    if (target.classList.contains("claim")) this.ledger.reveal(target);
    unfold(target);
    // An entry of a list is its fold; a claim is more than what it unfolds.
    const fold = target.matches("li") ? one<HTMLDetailsElement>(":scope > details", target) : target;
    if (fold instanceof HTMLDetailsElement) fold.open = true;
    for (const old of all(".reached")) old.classList.remove("reached");
    target.classList.add("reached");
    target.scrollIntoView({ block: target.offsetHeight > innerHeight / 2 ? "start" : "center" });
    if (moveFocus) focusOn(one<HTMLElement>("h3", target) ?? target);
  }
}
