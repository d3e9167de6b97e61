// How the widget looks on somebody else's site: a round button in a corner, the frame above it, all of a phone's screen.
export const styles = `
:host {
  all: initial;
  position: fixed;
  inset: auto 20px 20px auto;
  z-index: 2147483000;
  color-scheme: light dark;
}
:host([data-side="left"]) { inset: auto auto 20px 20px; }
.launcher {
  display: grid;
  place-items: center;
  position: relative;
  width: 58px;
  height: 58px;
  border: 0;
  border-radius: 50%;
  background: var(--accent, #2f5bea);
  color: var(--ink, #fff);
  cursor: pointer;
  box-shadow: 0 6px 20px rgb(15 18 23 / 0.28), 0 0 0 1px rgb(255 255 255 / 0.25);
}
.launcher:focus-visible { outline: 3px solid var(--accent, #2f5bea); outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
svg { width: 27px; height: 27px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.badge {
  position: absolute;
  inset: -4px -4px auto auto;
  min-width: 22px;
  padding: 0 6px;
  border-radius: 11px;
  background: #c4371a;
  color: #fff;
  font: 600 12px/22px system-ui, sans-serif;
  text-align: center;
  box-shadow: 0 0 0 2px #fff;
}
.badge[hidden] { display: none; }
iframe {
  display: none;
  position: fixed;
  inset: auto 20px 92px auto;
  width: 384px;
  height: min(640px, calc(100dvh - 112px));
  border: 0;
  border-radius: 16px;
  background: Canvas;
  box-shadow: 0 12px 44px rgb(15 18 23 / 0.3), 0 0 0 1px rgb(15 18 23 / 0.08);
}
:host([data-side="left"]) iframe { inset: auto auto 92px 20px; }
:host([data-open="true"]) iframe { display: block; }
@media (max-width: 499px) {
  iframe, :host([data-side="left"]) iframe { inset: 0; width: 100%; height: 100dvh; border-radius: 0; }
  :host([data-open="true"]) .launcher { display: none; }
}
`
