"""Draws the held-out loss over the tokens seen, as an SVG without anything to install.

    chart.py OUT.svg TITLE RUN.tsv ...        each file: lines of `millions of tokens<TAB>loss`, one curve
"""
import sys
from pathlib import Path

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 320, 56, 44, 34, 20
COLOURS = ("#4a78b5", "#c2643c", "#4f8f4f", "#7b5aa6")


def chart(title, curves):
    points = [point for _, curve in curves for point in curve]
    highest_x = max(x for x, _ in points)
    low, high = min(y for _, y in points) - 0.02, max(y for _, y in points) + 0.02

    def at(x, y):
        return (LEFT + (WIDTH - LEFT - RIGHT) * x / highest_x, TOP + (HEIGHT - TOP - BOTTOM) * (high - y) / (high - low))

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', f'<text x="{LEFT}" y="20" font-size="14">{title}</text>']
    for i in range(6):
        y = low + (high - low) * i / 5
        _, row = at(0, y)
        parts.append(f'<path d="M{LEFT} {row:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/><text x="{LEFT - 8}" y="{row + 4:.1f}" text-anchor="end">{y:.2f}</text>')
        column, _ = at(highest_x * i / 5, low)
        parts.append(f'<text x="{column:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{highest_x * i / 5:.1f}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">million tokens</text>')
    for colour, (name, curve) in zip(COLOURS, curves):
        path = " L".join(f"{x:.1f} {y:.1f}" for x, y in (at(*point) for point in curve))
        last = at(*curve[-1])
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{last[0] - 4:.1f}" y="{last[1] - 8:.1f}" text-anchor="end" fill="{colour}">{name} {curve[-1][1]:.2f}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    drawn = [(Path(path).stem, [tuple(map(float, line.split("\t"))) for line in Path(path).read_text(encoding="utf-8").splitlines()]) for path in sys.argv[3:]]
    Path(sys.argv[1]).write_text(chart(sys.argv[2], drawn), encoding="utf-8")
