// The keyboard: j and k from claim to claim, o to unfold, / to find, Escape back. Single keys can be switched off.
import { focusOn, one } from "./dom";
import type { Ledger } from "./ledger";
import type { Reader } from "./reader";

export class Keys {
  private readonly help = one<HTMLDialogElement>("#keys");
  private readonly single = one<HTMLInputElement>("#single-keys");

  constructor(
    private readonly reader: Reader,
    private readonly ledger: Ledger,
  ) {
    addEventListener("keydown", (event) => this.pressed(event));
    one<HTMLButtonElement>("#show-keys")?.addEventListener("click", () => this.help?.showModal());
    one<HTMLButtonElement>("#close-keys")?.addEventListener("click", () => this.help?.close());
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
    if (event.target.closest("input, select, textarea, dialog")) return;
    if (event.key === "Escape") {
      if (this.reader.followed) this.reader.goBack();
    } else if (this.single?.checked ?? true) {
      this.singleKey(event);
    }
  }

  private singleKey(event: KeyboardEvent): void {
    const act: Record<string, () => void> = {
      "/": () => this.ledger.focusFind(),
      "?": () => this.help?.showModal(),
      j: () => this.step(1),
      k: () => this.step(-1),
      o: () => this.toggle(),
    };
    const found = act[event.key];
    if (!found) return;
    event.preventDefault();
    found();
  }

  private current(): HTMLElement | null {
    return document.activeElement?.closest<HTMLElement>(".claim") ?? null;
  }

  private step(by: number): void {
    const shown = this.ledger.shown;
    const at = shown.indexOf(this.current() as HTMLElement);
    const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (!next) return;
    next.scrollIntoView({ block: "nearest" });
    focusOn(one<HTMLElement>("h3", next) ?? one<HTMLElement>("a[href]", next) ?? next);
  }

  private toggle(): void {
    const fold = this.current()?.querySelector<HTMLDetailsElement>("details");
    if (fold) fold.open = !fold.open;
  }
}
