// Built from web-src, npm run build. Sources: 7ef3f6d22c4f3993a58d47a29833ba36f4b0be92b4c834d9ff15b9a97e257548
(function() {
	// src/dom.ts
	function all(selector, within = document) {
		return [...within.querySelectorAll(selector)];
	}
	function one(selector, within = document) {
		return within.querySelector(selector);
	}
	/** Opens every fold around an element. */
	function unfold(element) {
		for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
	}
	/** Moves the focus there, for the keyboard and for screen readers, without making it a stop of the tab key. */
	function focusOn(element) {
		if (!element.hasAttribute("tabindex") && !element.matches("a[href], button, input, select, summary")) element.setAttribute("tabindex", "-1");
		element.focus({ preventScroll: true });
	}
	/** The element that an address within the page names. */
	function named(hash) {
		return hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
	}
	/** Whether the reports stand beside the sheet. */
	var beside = matchMedia("(min-width: 68rem)");
	// src/keys.ts
	var Keys = class {
		reader;
		ledger;
		help = one("#keys");
		single = one("#single-keys");
		constructor(reader, ledger) {
			this.reader = reader;
			this.ledger = ledger;
			addEventListener("keydown", (event) => this.pressed(event));
			one("#show-keys")?.addEventListener("click", () => this.help?.showModal());
			one("#close-keys")?.addEventListener("click", () => this.help?.close());
		}
		pressed(event) {
			if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
			if (event.target.closest("input, select, textarea, dialog")) return;
			if (event.key === "Escape") {
				if (this.reader.followed) this.reader.goBack();
			} else if (this.single?.checked ?? true) this.singleKey(event);
		}
		singleKey(event) {
			const found = {
				"/": () => this.ledger.focusFind(),
				"?": () => this.help?.showModal(),
				j: () => this.step(1),
				k: () => this.step(-1),
				o: () => this.toggle()
			}[event.key];
			if (!found) return;
			event.preventDefault();
			found();
		}
		current() {
			return document.activeElement?.closest(".claim") ?? null;
		}
		step(by) {
			const shown = this.ledger.shown;
			const at = shown.indexOf(this.current());
			const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
			if (!next) return;
			next.scrollIntoView({ block: "nearest" });
			focusOn(one("h3", next) ?? one("a[href]", next) ?? next);
		}
		toggle() {
			const fold = this.current()?.querySelector("details");
			if (fold) fold.open = !fold.open;
		}
	};
	// src/ledger.ts
	var PAGE = 40;
	var BY_WEIGHT = (element) => Number(element.id.slice(1));
	var ORDERS = {
		weight: BY_WEIGHT,
		first: (element) => Number(element.dataset["first"] || Number.MAX_SAFE_INTEGER),
		reports: (element) => -Number(element.dataset["reports"] ?? 0),
		origins: (element) => -Number(element.dataset["origins"] ?? 0),
		denied: (element) => -Number(element.dataset["denied"] ?? 0)
	};
	var Ledger = class {
		find = one("#find");
		found = one("#found");
		statuses = all("button[data-show]");
		choices = all("select[data-sieve]");
		order = one("#order");
		clear = one("#clear");
		lists = [];
		rows = [];
		unfolded = /* @__PURE__ */ new Set();
		constructor() {
			for (const holder of all("[data-list]")) this.lists.push(this.listOf(holder));
			for (const button of this.statuses) button.addEventListener("click", () => {
				button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
				this.sieve();
			});
			this.find?.addEventListener("input", () => this.sieve());
			for (const choice of this.choices) choice.addEventListener("change", () => this.sieve());
			this.order?.addEventListener("change", () => this.sort());
			this.clear?.addEventListener("click", () => this.clearAll());
		}
		start() {
			if (this.order && this.order.value !== "weight") this.sort();
			this.sieve();
		}
		/** The claims on the screen, in their order. */
		get shown() {
			return all("#claims .claim:not([hidden])").filter((element) => element.offsetParent !== null);
		}
		focusFind() {
			this.find?.focus();
			this.find?.select();
		}
		/** Sieves by one thing that was clicked elsewhere on the page: a day, a place, an actor. */
		sieveBy(token) {
			this.clearAll();
			for (const choice of this.choices) if ([...choice.options].some((option) => option.value === token)) choice.value = token;
			this.sieve();
		}
		/** Makes a claim visible that an address leads to, whatever the sieve. */
		reveal(element) {
			const row = this.rows.find((candidate) => candidate.element === element);
			if (!row) return;
			if (!this.fits(row)) this.clearAll();
			const matching = row.list.rows.filter((other) => this.fits(other));
			row.list.limit = Math.max(row.list.limit, matching.indexOf(row) + 1);
			this.sieve(true);
		}
		listOf(holder) {
			const more = one(`button[data-more="${holder.dataset["list"]}"]`);
			const list = {
				more,
				fold: holder.closest("details"),
				rows: [],
				limit: PAGE
			};
			for (const element of all(".claim", holder)) {
				const row = {
					element,
					tokens: /* @__PURE__ */ new Set([element.dataset["status"] ?? "", ...(element.dataset["in"] ?? "").split(" ")]),
					list,
					words: null
				};
				list.rows.push(row);
				this.rows.push(row);
			}
			more?.addEventListener("click", () => {
				const next = list.rows.filter((row) => this.fits(row))[list.limit];
				list.limit += PAGE;
				this.sieve(true);
				next?.element.querySelector("a[href]")?.focus();
			});
			return list;
		}
		clearAll() {
			for (const button of this.statuses) button.setAttribute("aria-pressed", "false");
			for (const choice of this.choices) choice.value = "";
			if (this.find) this.find.value = "";
			this.sieve();
		}
		get wantedStatuses() {
			return this.statuses.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset["show"] ?? "");
		}
		get wantedTokens() {
			return this.choices.map((choice) => choice.value).filter(Boolean);
		}
		get wantedWords() {
			return (this.find?.value ?? "").toLowerCase().split(/\s+/).filter(Boolean);
		}
		fits(row, statuses = this.wantedStatuses, tokens = this.wantedTokens, words = this.wantedWords) {
			if (statuses.length && !statuses.some((status) => row.tokens.has(status))) return false;
			if (!tokens.every((token) => row.tokens.has(token))) return false;
			if (!words.length) return true;
			row.words ??= (row.element.textContent ?? "").toLowerCase();
			return words.every((word) => row.words?.includes(word));
		}
		sieve(keepLimits = false) {
			const [statuses, tokens, words] = [
				this.wantedStatuses,
				this.wantedTokens,
				this.wantedWords
			];
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
		showPage(list, fits) {
			let count = 0;
			for (const row of list.rows) {
				const fitting = fits(row);
				row.element.hidden = !fitting || count >= list.limit;
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
		sort() {
			const flat = one("#flat");
			const name = this.order?.value ?? "weight";
			const key = ORDERS[name] ?? BY_WEIGHT;
			for (const list of this.lists) {
				list.rows.sort((a, b) => key(a.element) - key(b.element) || BY_WEIGHT(a.element) - BY_WEIGHT(b.element));
				for (const { element } of list.rows) {
					const story = document.getElementById(element.dataset["home"] ?? "");
					(story && name !== "weight" ? flat : story ?? element.parentElement)?.append(element);
				}
			}
			this.sieve();
		}
	};
	// src/maps.ts
	var STEP = 1.6;
	var NEAREST = 12;
	var NEAR = 18;
	function zoomMaps() {
		for (const holder of all(".map")) {
			const svg = one("svg", holder);
			if (svg) new ZoomedMap(holder, svg);
		}
	}
	var ZoomedMap = class {
		holder;
		svg;
		first;
		whole;
		box;
		fingers = /* @__PURE__ */ new Map();
		spots;
		wide;
		constructor(holder, svg) {
			this.holder = holder;
			this.svg = svg;
			const { x, y, width, height } = svg.viewBox.baseVal;
			this.first = {
				x,
				y,
				width,
				height
			};
			const [wx = x, wy = y, ww = width, wh = height] = (svg.dataset["whole"] ?? "").split(" ").map(Number);
			this.whole = {
				x: wx,
				y: wy,
				width: ww,
				height: wh
			};
			this.box = { ...this.first };
			this.spots = all(".spot", svg).reverse().map(markOf);
			this.wide = all(".wide", svg).map(markOf);
			for (const button of all("button[data-zoom]", holder)) button.addEventListener("click", () => this.pressed(button.dataset["zoom"] ?? ""));
			svg.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
			svg.addEventListener("pointerdown", (event) => this.fingers.set(event.pointerId, event));
			svg.addEventListener("pointermove", (event) => this.moved(event));
			for (const end of [
				"pointerup",
				"pointercancel",
				"pointerleave"
			]) svg.addEventListener(end, (event) => this.fingers.delete(event.pointerId));
			new ResizeObserver(() => this.set(this.box)).observe(svg);
		}
		pressed(what) {
			if (what === "in") this.zoom(STEP);
			else if (what === "out") this.zoom(1 / STEP);
			else this.set({ ...this.first });
		}
		wheeled(event) {
			if (!event.ctrlKey && !event.metaKey) return;
			event.preventDefault();
			this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.clientX, event.clientY);
		}
		moved(event) {
			const before = this.fingers.get(event.pointerId);
			if (!before) return;
			const other = [...this.fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
			this.fingers.set(event.pointerId, event);
			if (other) {
				const was = Math.hypot(before.clientX - other.clientX, before.clientY - other.clientY);
				const now = Math.hypot(event.clientX - other.clientX, event.clientY - other.clientY);
				if (was > 0) this.zoom(now / was, (event.clientX + other.clientX) / 2, (event.clientY + other.clientY) / 2);
			} else if (event.pointerType !== "touch" || this.holder.classList.contains("zoomed")) {
				const scale = this.box.width / this.svg.clientWidth;
				this.set({
					...this.box,
					x: this.box.x - (event.clientX - before.clientX) * scale,
					y: this.box.y - (event.clientY - before.clientY) * scale
				});
			}
		}
		zoom(by, clientX, clientY) {
			const frame = this.svg.getBoundingClientRect();
			const u = clientX === void 0 ? .5 : (clientX - frame.left) / frame.width;
			const v = clientY === void 0 ? .5 : (clientY - frame.top) / frame.height;
			const width = Math.min(this.whole.width, Math.max(this.first.width / NEAREST, this.box.width / by));
			const height = width * this.first.height / this.first.width;
			this.set({
				x: this.box.x + (this.box.width - width) * u,
				y: this.box.y + (this.box.height - height) * v,
				width,
				height
			});
		}
		set(box) {
			if (!this.svg.clientWidth) return;
			box.x = Math.min(Math.max(box.x, this.whole.x), this.whole.x + this.whole.width - box.width);
			box.y = Math.min(Math.max(box.y, this.whole.y), this.whole.y + this.whole.height - box.height);
			this.box = box;
			this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
			this.holder.classList.toggle("zoomed", box.width < .999 * this.first.width);
			this.arrange(box.width / this.svg.clientWidth);
		}
		/** Gives marks and names their size on the screen, and lets those that lie on each other share one. */
		arrange(scale) {
			for (const mark of [...this.spots, ...this.wide]) {
				mark.element.setAttribute("transform", `translate(${mark.x},${mark.y}) scale(${scale})`);
				mark.element.classList.remove("absorbed", "crowded");
				if (mark.text && !mark.wide) mark.wide = mark.text.getComputedTextLength() + 8;
			}
			const leaders = [];
			const others = /* @__PURE__ */ new Map();
			for (const mark of this.spots) {
				const near = leaders.find((leader) => Math.hypot(leader.x - mark.x, leader.y - mark.y) < NEAR * scale);
				if (near) others.set(near, (others.get(near) ?? 0) + 1);
				else leaders.push(mark);
				mark.element.classList.toggle("absorbed", near !== void 0);
			}
			const taken = leaders.map((mark) => around(mark.x / scale, mark.y / scale, 6, 6));
			for (const mark of leaders) {
				const count = others.get(mark);
				if (mark.also) mark.also.textContent = count ? ` +${count}` : "";
				mark.link?.setAttribute("aria-label", `${mark.text?.textContent}: ${mark.reports}`);
				const [x, y] = [mark.x / scale + Number(mark.text?.getAttribute("x") ?? 0), mark.y / scale];
				name(mark, {
					left: x,
					top: y - 7,
					right: x + mark.wide + (count ? 24 : 0),
					bottom: y + 7
				}, taken);
			}
			for (const mark of this.wide) name(mark, around(mark.x / scale, mark.y / scale, mark.wide / 2, 7), taken);
		}
	};
	function markOf(element) {
		const [x = 0, y = 0] = (element.dataset["at"] ?? "").split(",").map(Number);
		const link = one("a", element);
		const reports = link?.getAttribute("aria-label")?.split(": ").pop() ?? "";
		return {
			element,
			x,
			y,
			text: one("text", element),
			also: one(".also", element),
			link,
			reports,
			wide: 0
		};
	}
	function around(x, y, half, high) {
		return {
			left: x - half,
			top: y - high,
			right: x + half,
			bottom: y + high
		};
	}
	/** Shows a mark's name where nothing stands yet. */
	function name(mark, frame, taken) {
		const free = !taken.some((other) => frame.left < other.right && other.left < frame.right && frame.top < other.bottom && other.top < frame.bottom);
		mark.element.classList.toggle("crowded", !free);
		if (free) taken.push(frame);
	}
	// src/paper.ts
	function unfoldForPaper() {
		addEventListener("beforeprint", () => {
			for (const fold of all(".sheet details:not([open]):not(.bulk)")) {
				fold.open = true;
				fold.dataset["unfolded"] = "";
			}
		});
		addEventListener("afterprint", () => {
			for (const fold of all("details[data-unfolded]")) {
				fold.open = false;
				delete fold.dataset["unfolded"];
			}
		});
	}
	// src/reader.ts
	var PLACE = /^#(r\d+(?:-\d+-\d+)?)$/;
	/** The place in a report that an address names, as "r12" or "r12-340-388". */
	function placeOf(hash) {
		return PLACE.exec(hash)?.[1] ?? null;
	}
	var Reader = class {
		frame = one("#reader");
		back = one("#back");
		origin = null;
		scrolled = 0;
		opened = null;
		constructor() {
			this.back?.addEventListener("click", (event) => {
				event.preventDefault();
				this.goBack();
			});
		}
		get followed() {
			return this.origin !== null;
		}
		/** Every segment of a place; their text together is exactly the place's characters. */
		segments(place) {
			return this.frame ? all(`[data-p~="${CSS.escape(place)}"]`, this.frame) : [];
		}
		show(place, moveFocus) {
			const report = document.getElementById(place)?.closest("details.report");
			if (!report || !this.frame) return;
			for (const old of all(".hit[data-p]", this.frame)) old.classList.remove("hit");
			if (this.opened && this.opened !== report) this.opened.open = false;
			if (!report.open) this.opened = report;
			report.open = true;
			const hits = this.segments(place);
			for (const hit of hits) hit.classList.add("hit");
			const target = hits[0] ?? one("summary", report) ?? report;
			this.scrollTo(target, hits.length > 0);
			if (moveFocus) focusOn(target);
		}
		/** Remembers where the reader came from, so that it can be gone back to. */
		leave(link) {
			for (const old of all(".followed")) old.classList.remove("followed");
			link.classList.add("followed");
			if (!document.body.classList.contains("away")) this.scrolled = scrollY;
			this.origin = link;
			const heading = link.closest("section")?.querySelector("h2")?.firstChild?.textContent?.trim();
			if (this.back) this.back.textContent = heading ? `Back to ${heading.toLowerCase()}` : "Back";
			document.body.classList.add("away");
		}
		goBack() {
			document.body.classList.remove("away");
			const target = this.origin ?? one("#claims");
			if (!target) return;
			unfold(target);
			if (!beside.matches) scrollTo(0, this.scrolled);
			const box = target.getBoundingClientRect();
			if (box.top < 60 || box.bottom > innerHeight) target.scrollIntoView({ block: "center" });
			focusOn(target);
		}
		/** Shows the reports where they stand in the sheet's stead. */
		open() {
			this.scrolled = scrollY;
			document.body.classList.add("away");
			if (!beside.matches) scrollTo(0, 0);
		}
		/** Leaves the reports on a narrow screen, where they stand in the sheet's stead. */
		close() {
			document.body.classList.remove("away");
		}
		scrollTo(element, centred) {
			if (!this.frame) return;
			if (!beside.matches) {
				element.scrollIntoView({ block: centred ? "center" : "start" });
				return;
			}
			const box = element.getBoundingClientRect();
			const frame = this.frame.getBoundingClientRect();
			const head = one(".reader-head", this.frame)?.offsetHeight ?? 0;
			this.frame.scrollTop += box.top - frame.top - (centred ? this.frame.clientHeight * .3 : head + 8);
		}
	};
	// src/proofs.ts
	var LONGEST = 320;
	function showProofs(reader) {
		const card = one("#proof");
		if (!card) return;
		let tapped = null;
		let touch = false;
		const hide = () => {
			card.hidden = true;
			tapped = null;
		};
		const show = (link, x, y) => {
			const words = wordsOf(link, reader);
			const why = link.dataset["why"] ?? "";
			if (!words && !why) return;
			const [quote, reason] = [one("q", card), one("p", card)];
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
		for (const link of all("a[data-why]")) {
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
	function wordsOf(link, reader) {
		const place = placeOf(link.getAttribute("href") ?? "");
		const text = place ? reader.segments(place).map((segment) => segment.textContent).join("") : "";
		return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
	}
	// src/views.ts
	var Views = class {
		reader;
		ledger;
		sections = all("main > section");
		links = all("nav a[href^='#']");
		constructor(reader, ledger) {
			this.reader = reader;
			this.ledger = ledger;
			document.addEventListener("click", (event) => this.clicked(event));
			for (const canvas of all("[data-start]")) canvas.addEventListener("scroll", () => canvas.style.setProperty("--scrolled", `${canvas.scrollLeft}px`));
			addEventListener("popstate", () => this.go(location.hash || "#claims", false));
		}
		start() {
			this.show(this.sections[0] ?? null);
			if (location.hash && this.go(location.hash, false)) return;
			const first = one(".claim a.q[href]");
			if (beside.matches && first) this.reader.show(first.hash.slice(1), false);
		}
		clicked(event) {
			if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
			const link = event.target.closest("a[href^=\"#\"]");
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
		go(hash, moveFocus) {
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
			const section = target.closest("main > section");
			this.reader.close();
			if (section) this.show(section);
			if (target === section) {
				this.top(section, moveFocus);
				return true;
			}
			this.reveal(target, moveFocus);
			return true;
		}
		show(section) {
			for (const other of this.sections) other.classList.toggle("shown", other === section);
			for (const link of this.links) if (link.hash === `#${section?.id}`) link.setAttribute("aria-current", "page");
			else link.removeAttribute("aria-current");
			const canvas = section && one("[data-start]", section);
			if (canvas && !canvas.scrollLeft) canvas.scrollLeft = Number(canvas.dataset["start"]) - 24;
			one("nav [aria-current]")?.scrollIntoView({
				block: "nearest",
				inline: "nearest"
			});
		}
		top(section, moveFocus) {
			const start = section.getBoundingClientRect().top + scrollY - (one("nav")?.offsetHeight ?? 0);
			if (scrollY > start) scrollTo(0, start);
			const heading = one("h2", section);
			if (moveFocus && heading) focusOn(heading);
		}
		reveal(target, moveFocus) {
			if (target.classList.contains("claim")) this.ledger.reveal(target);
			unfold(target);
			const fold = target.matches("li") ? one(":scope > details", target) : target;
			if (fold instanceof HTMLDetailsElement) fold.open = true;
			for (const old of all(".reached")) old.classList.remove("reached");
			target.classList.add("reached");
			target.scrollIntoView({ block: target.offsetHeight > innerHeight / 2 ? "start" : "center" });
			if (moveFocus) focusOn(one("h3", target) ?? target);
		}
	};
	// src/main.ts
	var reader = new Reader();
	var ledger = new Ledger();
	var views = new Views(reader, ledger);
	new Keys(reader, ledger);
	showProofs(reader);
	zoomMaps();
	unfoldForPaper();
	document.documentElement.classList.add("live");
	var choices = one(".choices");
	if (choices) choices.open = beside.matches;
	ledger.start();
	views.start();
})();
