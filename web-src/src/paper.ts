// On paper, what a claim rests on is unfolded, and all views and all claims that fit the sieve stand one below the other.
import { all } from "./dom";

export function unfoldForPaper(): void {
  addEventListener("beforeprint", () => {
    for (const fold of all<HTMLDetailsElement>(".sheet details:not([open]):not(.bulk)")) {
      fold.open = true;
      fold.dataset["unfolded"] = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of all<HTMLDetailsElement>("details[data-unfolded]")) {
      fold.open = false;
      delete fold.dataset["unfolded"];
    }
  });
}
