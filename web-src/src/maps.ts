// Zooming and moving a drawn map: its viewBox, by buttons, by the wheel with Ctrl, by drag and by two fingers. At each
// step marks that come to lie on each other share one, as show/page/cartography.py has it for the first view.
import { all, one } from "./dom";

const STEP = 1.6;
const NEAREST = 12;
const NEAR = 18;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Mark {
  readonly element: SVGGElement;
  readonly x: number;
  readonly y: number;
  readonly text: SVGTextElement | null;
  readonly also: SVGElement | null;
  readonly link: SVGAElement | null;
  /** "3 reports". */
  readonly reports: string;
  /** The name's width in pixels of the screen, measured when it was first seen. */
  wide: number;
}

interface Frame {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function zoomMaps(): void {
  for (const holder of all<HTMLElement>(".map")) {
    const svg = one<SVGSVGElement>("svg", holder);
    if (svg) new ZoomedMap(holder, svg);
  }
}

class ZoomedMap {
  private readonly first: Box;
  private readonly whole: Box;
  private box: Box;
  private readonly fingers = new Map<number, PointerEvent>();
  private readonly spots: Mark[];
  private readonly wide: Mark[];

  constructor(
    private readonly holder: HTMLElement,
    private readonly svg: SVGSVGElement,
  ) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    this.first = { x, y, width, height };
    const [wx = x, wy = y, ww = width, wh = height] = (svg.dataset["whole"] ?? "").split(" ").map(Number);
    this.whole = { x: wx, y: wy, width: ww, height: wh };
    this.box = { ...this.first };
    // The weightiest place is drawn last, so that it lies on top.
    this.spots = all<SVGGElement>(".spot", svg).reverse().map(markOf);
    this.wide = all<SVGGElement>(".wide", svg).map(markOf);
    for (const button of all<HTMLButtonElement>("button[data-zoom]", holder)) {
      button.addEventListener("click", () => this.pressed(button.dataset["zoom"] ?? ""));
    }
    svg.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
    svg.addEventListener("pointerdown", (event) => this.fingers.set(event.pointerId, event));
    svg.addEventListener("pointermove", (event) => this.moved(event));
    for (const end of ["pointerup", "pointercancel", "pointerleave"] as const) {
      svg.addEventListener(end, (event) => this.fingers.delete(event.pointerId));
    }
    // Sizes on the screen are known only once the view is shown.
    new ResizeObserver(() => this.set(this.box)).observe(svg);
  }

  private pressed(what: string): void {
    if (what === "in") this.zoom(STEP);
    else if (what === "out") this.zoom(1 / STEP);
    else this.set({ ...this.first });
  }

  private wheeled(event: WheelEvent): void {
    // A wheel alone scrolls the page.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.clientX, event.clientY);
  }

  private moved(event: PointerEvent): void {
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
        y: this.box.y - (event.clientY - before.clientY) * scale,
      });
    }
  }

  private zoom(by: number, clientX?: number, clientY?: number): void {
    const frame = this.svg.getBoundingClientRect();
    const u = clientX === undefined ? 0.5 : (clientX - frame.left) / frame.width;
    const v = clientY === undefined ? 0.5 : (clientY - frame.top) / frame.height;
    const width = Math.min(this.whole.width, Math.max(this.first.width / NEAREST, this.box.width / by));
    const height = (width * this.first.height) / this.first.width;
    this.set({
      x: this.box.x + (this.box.width - width) * u,
      y: this.box.y + (this.box.height - height) * v,
      width,
      height,
    });
  }

  private set(box: Box): void {
    if (!this.svg.clientWidth) return;
    box.x = Math.min(Math.max(box.x, this.whole.x), this.whole.x + this.whole.width - box.width);
    box.y = Math.min(Math.max(box.y, this.whole.y), this.whole.y + this.whole.height - box.height);
    this.box = box;
    this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    this.holder.classList.toggle("zoomed", box.width < 0.999 * this.first.width);
    this.arrange(box.width / this.svg.clientWidth);
  }

  /** Gives marks and names their size on the screen, and lets those that lie on each other share one. */
  private arrange(scale: number): void {
    for (const mark of [...this.spots, ...this.wide]) {
      mark.element.setAttribute("transform", `translate(${mark.x},${mark.y}) scale(${scale})`);
      mark.element.classList.remove("absorbed", "crowded");
      if (mark.text && !mark.wide) mark.wide = mark.text.getComputedTextLength() + 8;
    }
    const leaders: Mark[] = [];
    const others = new Map<Mark, number>();
    for (const mark of this.spots) {
      const near = leaders.find((leader) => Math.hypot(leader.x - mark.x, leader.y - mark.y) < NEAR * scale);
      if (near) others.set(near, (others.get(near) ?? 0) + 1);
      else leaders.push(mark);
      mark.element.classList.toggle("absorbed", near !== undefined);
    }
    const taken: Frame[] = leaders.map((mark) => around(mark.x / scale, mark.y / scale, 6, 6));
    for (const mark of leaders) {
      const count = others.get(mark);
      if (mark.also) mark.also.textContent = count ? ` +${count}` : "";
      mark.link?.setAttribute("aria-label", `${mark.text?.textContent}: ${mark.reports}`);
      const [x, y] = [mark.x / scale + Number(mark.text?.getAttribute("x") ?? 0), mark.y / scale];
      name(mark, { left: x, top: y - 7, right: x + mark.wide + (count ? 24 : 0), bottom: y + 7 }, taken);
    }
    for (const mark of this.wide) name(mark, around(mark.x / scale, mark.y / scale, mark.wide / 2, 7), taken);
  }
}

function markOf(element: SVGGElement): Mark {
  const [x = 0, y = 0] = (element.dataset["at"] ?? "").split(",").map(Number);
  const link = one<SVGAElement>("a", element);
  const reports = link?.getAttribute("aria-label")?.split(": ").pop() ?? "";
  return { element, x, y, text: one("text", element), also: one(".also", element), link, reports, wide: 0 };
}

function around(x: number, y: number, half: number, high: number): Frame {
  return { left: x - half, top: y - high, right: x + half, bottom: y + high };
}

/** Shows a mark's name where nothing stands yet. */
function name(mark: Mark, frame: Frame, taken: Frame[]): void {
  const free = !taken.some(
    (other) =>
      frame.left < other.right && other.left < frame.right && frame.top < other.bottom && other.top < frame.bottom,
  );
  mark.element.classList.toggle("crowded", !free);
  if (free) taken.push(frame);
}
