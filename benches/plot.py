#!/usr/bin/env python3
"""Draws what `cargo bench -- growth …` prints: plot.py < growth.tsv > growth.svg

One line a measure, each relative to its value for the smallest corpus, over the number of articles (both axes
logarithmic): what costs the same an article, however many there are, is level.
"""
import math
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 360, 56, 170, 20, 44
COLOURS = ["#1b6ca8", "#c0392b", "#2e8b57", "#8e5ea2", "#d68910"]


def main():
    names, *rows = [line.rstrip("\n").split("\t") for line in sys.stdin if "\t" in line]
    rows = [[float(value) for value in row] for row in rows]
    sizes = [row[0] for row in rows]
    least, most = math.log10(min(sizes)), math.log10(max(sizes))
    ratios = [row[place] / rows[0][place] for row in rows for place in range(1, len(names))]
    low, high = (math.floor(math.log2(min(ratios))), math.ceil(math.log2(max(ratios))))
    high = max(high, low + 1)

    def x(size):
        return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(size) - least) / max(most - least, 1e-9)

    def y(ratio):
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (math.log2(ratio) - low) / (high - low)

    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">')
    print(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>')
    for power in range(low, high + 1):
        at = y(2.0**power)
        print(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        print(f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">×{2.0**power:g}</text>')
    for size in sizes:
        print(f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{size:,.0f}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    print(f'<text x="{middle:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{names[0]}</text>')
    ends = []
    for place, (name, colour) in enumerate(zip(names[1:], COLOURS), 1):
        points = [(x(row[0]), y(row[place] / rows[0][place])) for row in rows]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        print(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for a, b in points:
            print(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>')
        ends.append([points[-1][1] + 4, name, colour])
    # Names that would stand on each other are moved apart.
    below = 0.0
    for at, name, colour in sorted(ends):
        below = max(at, below + 15)
        print(f'<text x="{WIDTH - RIGHT + 10}" y="{below:.1f}" fill="{colour}">{name}</text>')
    print("</svg>")


if __name__ == "__main__":
    main()
