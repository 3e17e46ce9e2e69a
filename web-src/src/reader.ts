// From a quotation to exactly its characters in the report, and back.
import { all, beside, focusOn, one, unfold } from "./dom";

const PLACE = /^#(r\d+(?:-\d+-\d+)?)$/;

/** The place in a report that an address names, as "r12" or "r12-340-388". */
export function placeOf(hash: string): string | null {
  return PLACE.exec(hash)?.[1] ?? null;
}

export class Reader {
  readonly frame = one<HTMLElement>("#reader");
  private readonly back = one<HTMLAnchorElement>("#back");
  private origin: HTMLElement | SVGElement | null = null;
  private scrolled = 0;
  private opened: HTMLDetailsElement | null = null;

  constructor() {
    this.back?.addEventListener("click", (event) => {
      event.preventDefault();
      this.goBack();
    });
  }

  get followed(): boolean {
    return this.origin !== null;
  }

  /** Every segment of a place; their text together is exactly the place's characters. */
  segments(place: string): HTMLElement[] {
    return this.frame ? all<HTMLElement>(`[data-p~="${CSS.escape(place)}"]`, this.frame) : [];
  }

  show(place: string, moveFocus: boolean): void {
    const report = document.getElementById(place)?.closest<HTMLDetailsElement>("details.report");
    if (!report || !this.frame) return;
    for (const old of all(".hit[data-p]", this.frame)) old.classList.remove("hit");
    if (this.opened && this.opened !== report) this.opened.open = false;
    if (!report.open) this.opened = report;
    report.open = true;
    const hits = this.segments(place);
    for (const hit of hits) hit.classList.add("hit");
    const target = hits[0] ?? one<HTMLElement>("summary", report) ?? report;
    this.scrollTo(target, hits.length > 0);
    if (moveFocus) focusOn(target);
  }

  /** Remembers where the reader came from, so that it can be gone back to. */
  leave(link: HTMLElement | SVGElement): void {
    for (const old of all(".followed")) old.classList.remove("followed");
    link.classList.add("followed");
    if (!document.body.classList.contains("away")) this.scrolled = scrollY;
    this.origin = link;
    const heading = link.closest("section")?.querySelector("h2")?.firstChild?.textContent?.trim();
    if (this.back) this.back.textContent = heading ? `Back to ${heading.toLowerCase()}` : "Back";
    document.body.classList.add("away");
  }

  goBack(): void {
    document.body.classList.remove("away");
    const target = this.origin ?? one<HTMLElement>("#claims");
    if (!target) return;
    unfold(target);
    if (!beside.matches) scrollTo(0, this.scrolled);
    const box = target.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight) target.scrollIntoView({ block: "center" });
    focusOn(target);
  }

  /** Shows the reports where they stand in the sheet's stead. */
  open(): void {
    this.scrolled = scrollY;
    document.body.classList.add("away");
    if (!beside.matches) scrollTo(0, 0);
  }

  /** Leaves the reports on a narrow screen, where they stand in the sheet's stead. */
  close(): void {
    document.body.classList.remove("away");
  }

  private scrollTo(element: HTMLElement, centred: boolean): void {
    if (!this.frame) return;
    if (!beside.matches) {
      element.scrollIntoView({ block: centred ? "center" : "start" });
      return;
    }
    const box = element.getBoundingClientRect();
    const frame = this.frame.getBoundingClientRect();
    const head = one<HTMLElement>(".reader-head", this.frame)?.offsetHeight ?? 0;
    this.frame.scrollTop += box.top - frame.top - (centred ? this.frame.clientHeight * 0.3 : head + 8);
  }
}
