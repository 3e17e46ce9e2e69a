// What the page is asked for.

export function all<T extends Element>(selector: string, within: ParentNode = document): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

export function one<T extends Element>(selector: string, within: ParentNode = document): T | null {
  return within.querySelector<T>(selector);
}

/** Opens every fold around an element. */
export function unfold(element: Element): void {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) {
    fold.open = true;
  }
}

/** Moves the focus there, for the keyboard and for screen readers, without making it a stop of the tab key. */
export function focusOn(element: HTMLElement | SVGElement): void {
  if (!element.hasAttribute("tabindex") && !element.matches("a[href], button, input, select, summary")) {
    element.setAttribute("tabindex", "-1");
  }
  element.focus({ preventScroll: true });
}

/** The element that an address within the page names. */
export function named(hash: string): HTMLElement | null {
  return hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
}

/** Whether the reports stand beside the sheet. */
export const beside = matchMedia("(min-width: 68rem)");
