// Zooming and moving a drawn map: its viewBox, by buttons, wheel with Ctrl, drag, two fingers and arrow keys.
import { all, one } from "./dom";

const STEP = 1.5;
const NEAREST = 24;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function zoomMaps(): void {
  for (const holder of all<HTMLElement>(".map")) {
    const svg = one<SVGSVGElement>("svg", holder);
    if (svg) new ZoomedMap(holder, svg);
  }
}

class ZoomedMap {
  private readonly whole: Box;
  private box: Box;
  private readonly fingers = new Map<number, PointerEvent>();

  constructor(
    private readonly holder: HTMLElement,
    private readonly svg: SVGSVGElement,
  ) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    this.whole = { x, y, width, height };
    this.box = { ...this.whole };
    for (const button of all<HTMLButtonElement>("button[data-zoom]", holder)) {
      button.addEventListener("click", () => this.pressed(button.dataset["zoom"] ?? ""));
    }
    svg.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
    svg.addEventListener("pointerdown", (event) => this.fingers.set(event.pointerId, event));
    svg.addEventListener("pointermove", (event) => this.moved(event));
    for (const end of ["pointerup", "pointercancel", "pointerleave"] as const) {
      svg.addEventListener(end, (event) => this.fingers.delete(event.pointerId));
    }
  }

  private pressed(what: string): void {
    if (what === "in") this.zoom(STEP);
    else if (what === "out") this.zoom(1 / STEP);
    else this.set({ ...this.whole });
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
    const others = [...this.fingers.values()].filter((finger) => finger.pointerId !== event.pointerId);
    this.fingers.set(event.pointerId, event);
    const other = others[0];
    if (other) {
      const was = Math.hypot(before.clientX - other.clientX, before.clientY - other.clientY);
      const now = Math.hypot(event.clientX - other.clientX, event.clientY - other.clientY);
      if (was > 0) this.zoom(now / was, (event.clientX + other.clientX) / 2, (event.clientY + other.clientY) / 2);
    } else if (event.pointerType !== "touch" || this.box.width < this.whole.width) {
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
    const width = Math.min(this.whole.width, Math.max(this.whole.width / NEAREST, this.box.width / by));
    const height = (width * this.whole.height) / this.whole.width;
    this.set({ x: this.box.x + (this.box.width - width) * u, y: this.box.y + (this.box.height - height) * v, width, height });
  }

  private set(box: Box): void {
    box.x = Math.min(Math.max(box.x, this.whole.x), this.whole.x + this.whole.width - box.width);
    box.y = Math.min(Math.max(box.y, this.whole.y), this.whole.y + this.whole.height - box.height);
    this.box = box;
    this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    // What has a size on the screen keeps it: points, their names, the outlines' strokes.
    const factor = box.width / this.whole.width;
    this.holder.classList.toggle("zoomed", factor < 0.999);
    for (const point of all<SVGGElement>("[data-at]", this.svg)) {
      point.setAttribute("transform", `translate(${point.dataset["at"]}) scale(${factor})`);
    }
  }
}
