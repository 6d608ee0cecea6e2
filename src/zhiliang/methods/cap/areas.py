"""Rules for the area of an alert: polygons that close, circles, heights."""

from collections.abc import Iterator
from decimal import Decimal

from zhiliang.methods.cap.findings import Problem
from zhiliang.methods.cap.nodes import Node
from zhiliang.methods.cap.places import Point, read_circle, read_polygon, write_point
from zhiliang.methods.cap.shape import WRITTEN

LEAST_POINTS = 4


def area_problems(node: Node) -> Iterator[Problem]:
    """Yield the broken rules of an area (CAP 1.2, 3.2.4)."""
    for child in node.children():
        if child.kind == "polygon":
            yield from _polygon(child)
        elif child.kind == "circle":
            yield from _circle(child)
    yield from _heights(node)


def _polygon(node: Node) -> Iterator[Problem]:
    points = read_polygon(node.text)
    if isinstance(points, str):
        yield Problem("polygon.form", node.path, {"value": points})
        return
    if len(points) < LEAST_POINTS:
        yield Problem("polygon.points", node.path, {"value": len(points)})
    if points and points[0] != points[-1]:
        ends = {"value": write_point(points[0]), "other": write_point(points[-1])}
        yield Problem("polygon.closed", node.path, ends)
    yield from _range(node, points)


def _circle(node: Node) -> Iterator[Problem]:
    circle = read_circle(node.text)
    if circle is None:
        yield Problem("circle.form", node.path, {"value": node.text})
    else:
        yield from _range(node, (circle.centre,))


def _range(node: Node, points: tuple[Point, ...]) -> Iterator[Problem]:
    stray = next((point for point in points if not point.is_on_earth), None)
    if stray:
        yield Problem("place.range", node.path, {"value": write_point(stray)})


def _heights(node: Node) -> Iterator[Problem]:
    said = node.said()
    altitude, ceiling = said.get("altitude", ""), said.get("ceiling", "")
    if ceiling and not altitude:
        yield Problem("ceiling.alone", node.path, {})
    elif _is_below(ceiling, altitude):
        path = f"{node.path}/ceiling"
        yield Problem("ceiling.order", path, {"value": ceiling, "other": altitude})


def _is_below(ceiling: str, altitude: str) -> bool:
    read = [Decimal(text) for text in (ceiling, altitude) if WRITTEN["decimal"].fullmatch(text)]
    return len(read) == 2 and read[0] < read[1]
