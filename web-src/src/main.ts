// The case file's behaviour. Everything on the page can be read without it; it follows, sieves, folds and zooms.
import { beside, one } from "./dom";
import { Keys } from "./keys";
import { Ledger } from "./ledger";
import { zoomMaps } from "./maps";
import { unfoldForPaper } from "./paper";
import { showProofs } from "./proofs";
import { Reader } from "./reader";
import { Views } from "./views";

const reader = new Reader();
const ledger = new Ledger();
const views = new Views(reader, ledger);
new Keys(reader, ledger);
showProofs(reader);
zoomMaps();
unfoldForPaper();
document.documentElement.classList.add("live");
// The further filters stand open where there is room for them.
const choices = one<HTMLDetailsElement>(".choices");
if (choices) choices.open = beside.matches;
ledger.start();
views.start();
