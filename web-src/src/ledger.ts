// The ledger's sieve, order and pages. All claims are in the page; those not on the screen are not laid out.
import { all, one } from "./dom";

const PAGE = 40;

interface Row {
  readonly element: HTMLElement;
  readonly tokens: ReadonlySet<string>;
  readonly list: List;
  words: string | null;
}

/** One list of claims: the cards, or the long tail of what stands in one place only. */
interface List {
  readonly more: HTMLButtonElement | null;
  readonly fold: HTMLDetailsElement | null;
  rows: Row[];
  limit: number;
}

type Key = (element: HTMLElement) => number;

const BY_WEIGHT: Key = (element) => Number(element.id.slice(1));
const ORDERS: Record<string, Key> = {
  weight: BY_WEIGHT,
  first: (element) => Number(element.dataset["first"] || Number.MAX_SAFE_INTEGER),
  reports: (element) => -Number(element.dataset["reports"] ?? 0),
  origins: (element) => -Number(element.dataset["origins"] ?? 0),
  denied: (element) => -Number(element.dataset["denied"] ?? 0),
};

export class Ledger {
  private readonly find = one<HTMLInputElement>("#find");
  private readonly found = one<HTMLElement>("#found");
  private readonly statuses = all<HTMLButtonElement>("button[data-show]");
  private readonly choices = all<HTMLSelectElement>("select[data-sieve]");
  private readonly order = one<HTMLSelectElement>("#order");
  private readonly clear = one<HTMLButtonElement>("#clear");
  private readonly lists: List[] = [];
  private readonly rows: Row[] = [];
  private readonly unfolded = new Set<HTMLDetailsElement>();

  constructor() {
    for (const holder of all<HTMLElement>("[data-list]")) this.lists.push(this.listOf(holder));
    for (const button of this.statuses) {
      button.addEventListener("click", () => {
        button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
        this.sieve();
      });
    }
    this.find?.addEventListener("input", () => this.sieve());
    for (const choice of this.choices) choice.addEventListener("change", () => this.sieve());
    this.order?.addEventListener("change", () => this.sort());
    this.clear?.addEventListener("click", () => this.clearAll());
  }

  start(): void {
    // A browser that was gone back to keeps what fields held.
    if (this.order && this.order.value !== "weight") this.sort();
    this.sieve();
  }

  /** The claims on the screen, in their order. */
  get shown(): HTMLElement[] {
    return all<HTMLElement>("#claims .claim:not([hidden])").filter((element) => element.offsetParent !== null);
  }

  focusFind(): void {
    this.find?.focus();
    this.find?.select();
  }

  /** Sieves by one thing that was clicked elsewhere on the page: a day, a place, an actor. */
  sieveBy(token: string): void {
    this.clearAll();
    for (const choice of this.choices) {
      if ([...choice.options].some((option) => option.value === token)) choice.value = token;
    }
    this.sieve();
  }

  /** Makes a claim visible that an address leads to, whatever the sieve. */
  reveal(element: HTMLElement): void {
    const row = this.rows.find((candidate) => candidate.element === element);
    if (!row) return;
    if (!this.fits(row)) this.clearAll();
    const matching = row.list.rows.filter((other) => this.fits(other));
    row.list.limit = Math.max(row.list.limit, matching.indexOf(row) + 1);
    this.sieve(true);
  }

  private listOf(holder: HTMLElement): List {
    const more = one<HTMLButtonElement>(`button[data-more="${holder.dataset["list"]}"]`);
    const list: List = { more, fold: holder.closest("details"), rows: [], limit: PAGE };
    for (const element of all<HTMLElement>(".claim", holder)) {
      const tokens = new Set([element.dataset["status"] ?? "", ...(element.dataset["in"] ?? "").split(" ")]);
      const row = { element, tokens, list, words: null };
      list.rows.push(row);
      this.rows.push(row);
    }
    more?.addEventListener("click", () => {
      const next = list.rows.filter((row) => this.fits(row))[list.limit];
      list.limit += PAGE;
      this.sieve(true);
      next?.element.querySelector<HTMLElement>("a[href]")?.focus();
    });
    return list;
  }

  private clearAll(): void {
    for (const button of this.statuses) button.setAttribute("aria-pressed", "false");
    for (const choice of this.choices) choice.value = "";
    if (this.find) this.find.value = "";
    this.sieve();
  }

  private get wantedStatuses(): string[] {
    return this.statuses.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset["show"] ?? "");
  }

  private get wantedTokens(): string[] {
    return this.choices.map((choice) => choice.value).filter(Boolean);
  }

  private get wantedWords(): string[] {
    return (this.find?.value ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  }

  private fits(row: Row, statuses = this.wantedStatuses, tokens = this.wantedTokens, words = this.wantedWords): boolean {
    if (statuses.length && !statuses.some((status) => row.tokens.has(status))) return false;
    if (!tokens.every((token) => row.tokens.has(token))) return false;
    if (!words.length) return true;
    row.words ??= (row.element.textContent ?? "").toLowerCase();
    return words.every((word) => row.words?.includes(word));
  }

  private sieve(keepLimits = false): void {
    const [statuses, tokens, words] = [this.wantedStatuses, this.wantedTokens, this.wantedWords];
    const sieving = statuses.length + tokens.length + words.length > 0;
    for (const fold of this.unfolded) fold.open = false;
    this.unfolded.clear();
    let left = 0;
    for (const list of this.lists) {
      if (!keepLimits) list.limit = PAGE;
      const fitting = this.showPage(list, (row) => this.fits(row, statuses, tokens, words));
      left += fitting;
      if (sieving && fitting && list.fold && !list.fold.open) {
        list.fold.open = true;
        this.unfolded.add(list.fold);
      }
    }
    if (this.found) this.found.textContent = sieving ? `${left} of ${this.rows.length} claims` : "";
    if (this.clear) this.clear.hidden = !sieving;
  }

  /** Shows a list's first claims that fit, and says how many more there are; returns how many fit. */
  private showPage(list: List, fits: (row: Row) => boolean): number {
    let count = 0;
    for (const row of list.rows) {
      const fitting = fits(row);
      row.element.hidden = !fitting || count >= list.limit;
      // What fits and is only on a later page is printed all the same.
      row.element.toggleAttribute("data-later", fitting && count >= list.limit);
      if (fitting) count += 1;
    }
    if (list.more) {
      const rest = count - list.limit;
      list.more.hidden = rest <= 0;
      list.more.textContent = `Show ${Math.min(rest, PAGE)} more of ${rest}`;
    }
    return count;
  }

  /** Puts each list into the order chosen; cards by weight stand under their stories again. */
  private sort(): void {
    const flat = one<HTMLElement>("#flat");
    const name = this.order?.value ?? "weight";
    const key = ORDERS[name] ?? BY_WEIGHT;
    for (const list of this.lists) {
      list.rows.sort((a, b) => key(a.element) - key(b.element) || BY_WEIGHT(a.element) - BY_WEIGHT(b.element));
      for (const { element } of list.rows) {
        const story = document.getElementById(element.dataset["home"] ?? "");
        const home = story && name !== "weight" ? flat : (story ?? element.parentElement);
        home?.append(element);
      }
    }
    this.sieve();
  }
}
